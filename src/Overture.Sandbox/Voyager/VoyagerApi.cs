using Overture.Sandbox.Faults;
using Overture.Sandbox.Network;

namespace Overture.Sandbox.Voyager;

/// <summary>The private web-client API: finds the operation, applies faults, checks the session, answers.</summary>
internal sealed class VoyagerApi(
    SandboxNetwork network, FaultTable faults, SandboxCounters counters, IHostApplicationLifetime lifetime)
{
    public const string Root = "/voyager/api";

    private readonly SendInvitation _send = new(network, counters, lifetime.ApplicationStopping);

    public async Task HandleAsync(HttpContext context)
    {
        var operation = VoyagerRoutes.Find(context.Request, out var rest);
        counters.Received(operation);
        var loss = AnswerLoss.None;
        if (!faults.IsEmpty)
        {
            var effect = faults.Draw(operation);
            if (effect.Delay > TimeSpan.Zero)
            {
                await Task.Delay(effect.Delay, TimeProvider.System, lifetime.ApplicationStopping);
            }

            if (effect.Fired > 0) counters.FaultFired();
            if (AnsweredByFault(context, operation, effect)) return;
            loss = effect.Loss;
        }

        await AnswerAsync(new VoyagerCall(context, operation, rest, loss));
    }

    private static bool AnsweredByFault(HttpContext context, Operation operation, FaultEffect effect)
    {
        if (effect.CutsBefore)
        {
            context.Abort();
        }
        else if (effect.StatusBefore != 0)
        {
            VoyagerAnswer.Error(new VoyagerCall(context, operation, "", AnswerLoss.None), effect.StatusBefore);
        }
        else
        {
            return false;
        }

        return true;
    }

    private Task AnswerAsync(VoyagerCall call)
    {
        var verdict = VoyagerSession.Check(call.Context.Request, network.Sessions, out var member);
        call.Member = member;
        if (verdict == SessionVerdict.Valid) return PerformAsync(call);
        if (verdict == SessionVerdict.Ended) VoyagerAnswer.Redirect(call, "/uas/login", deletesSession: true);
        else if (verdict == SessionVerdict.CsrfMismatch) VoyagerAnswer.Error(call, StatusCodes.Status403Forbidden);
        else VoyagerAnswer.Error(call, StatusCodes.Status401Unauthorized);
        return Task.CompletedTask;
    }

    private Task PerformAsync(VoyagerCall call)
    {
        switch (call.Operation)
        {
            case Operation.Send:
                return _send.AnswerAsync(call);
            case Operation.Me:
                OwnProfile.Answer(call);
                break;
            case Operation.Resolve:
                ResolveProfile.Answer(call, network);
                break;
            case Operation.Relationship:
                ReadRelationship.Answer(call, network);
                break;
            case Operation.Unknown:
                VoyagerAnswer.Error(call, StatusCodes.Status404NotFound);
                break;
        }

        return Task.CompletedTask;
    }
}
