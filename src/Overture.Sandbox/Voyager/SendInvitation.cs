using Microsoft.AspNetCore.WebUtilities;
using Overture.Sandbox.Network;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>
/// POST /voyagerRelationshipsDashMemberRelationships?action=…: the only call that changes the network.
/// </summary>
internal sealed class SendInvitation(SandboxNetwork network, SandboxCounters counters, CancellationToken stopping)
{
    public static readonly TimeSpan Slowness = TimeSpan.FromSeconds(3);
    private const int RetryAfterSeconds = 120;

    public async Task AnswerAsync(VoyagerCall call)
    {
        var (action, decoration) = QueryOf(call.Context.Request);
        var body = await SendBody.ReadAsync(call.Context.Request, action);
        if (body.Fault != 0)
        {
            Refuse(call, SendDecision.Refuse(body.Fault));
        }
        else if (!ProfileJson.TryParseUrn(body.ProfileUrn, out var invitee))
        {
            Refuse(call, SendDecision.Refuse(StatusOfUnknown(body.ProfileUrn)));
        }
        else
        {
            await DecideAsync(call, invitee, body.Note, decoration);
        }
    }

    private static int StatusOfUnknown(string urn) =>
        ProfileJson.IsUrn(urn) ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity;

    private async ValueTask DecideAsync(VoyagerCall call, PersonKey invitee, string? note, string? decoration)
    {
        var relationship = network.RelationshipOf(call.Member, invitee);
        var decision = SendRules.Decide(Person.Of(PersonKey.Member(call.Member)), invitee, relationship.Kind, note);
        if (!decision.IsAccepted)
        {
            Refuse(call, decision);
            return;
        }

        // Real time, not the sandbox's clock: this person exists to test the client's own timeout.
        if (decision.Outcome == SendOutcome.AcceptAfterAWhile)
        {
            await Task.Delay(Slowness, TimeProvider.System, stopping);
        }

        if (await network.AcceptAsync(call.Member, invitee, note) is not { } id)
        {
            Refuse(call, SendDecision.Refuse(StatusCodes.Status400BadRequest, SendRules.CannotResendYet));
            return;
        }

        counters.SendAccepted();
        AnswerAccepted(call, decision.Outcome, id, invitee, decoration);
    }

    private static void AnswerAccepted(
        VoyagerCall call, SendOutcome outcome, long id, PersonKey invitee, string? decoration)
    {
        if (outcome == SendOutcome.AcceptAndCut)
        {
            VoyagerAnswer.Cut(call);
        }
        else if (outcome == SendOutcome.AcceptAndFail)
        {
            VoyagerAnswer.Error(call, StatusCodes.Status500InternalServerError);
        }
        else
        {
            var namesInvitation = outcome != SendOutcome.AcceptAndChangeShape;
            AcceptedAnswer.Write(call, id, Person.Of(invitee), decoration, namesInvitation);
        }
    }

    private void Refuse(VoyagerCall call, SendDecision decision)
    {
        counters.SendRefused();
        switch (decision.Outcome)
        {
            case SendOutcome.Throttle:
                VoyagerAnswer.Throttled(call, RetryAfterSeconds);
                break;
            case SendOutcome.SignOut:
                VoyagerAnswer.Redirect(call, "/uas/login", deletesSession: true);
                break;
            case SendOutcome.Challenge:
                VoyagerAnswer.Redirect(call, "/checkpoint/challenge/AgGsandbox", deletesSession: false);
                break;
            case SendOutcome.ShowLoginPage:
                VoyagerAnswer.LoginPage(call);
                break;
            case SendOutcome.Cut:
                VoyagerAnswer.Cut(call);
                break;
            default:
                VoyagerAnswer.Error(call, decision.Status, decision.Code);
                break;
        }
    }

    private static (string? Action, string? Decoration) QueryOf(HttpRequest request)
    {
        string? action = null, decoration = null;
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            switch (pair.DecodeName().Span)
            {
                case "action":
                    action = pair.DecodeValue().ToString();
                    break;
                case "decorationId":
                    decoration = pair.DecodeValue().ToString();
                    break;
            }
        }

        return (action, decoration);
    }
}
