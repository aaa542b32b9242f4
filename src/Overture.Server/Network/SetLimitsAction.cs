using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Limits;

namespace Overture.Server.Network;

/// <summary>Gives an account limits of its own, within the operator's bounds. What is not named follows the deployment.</summary>
internal sealed class SetLimitsAction(ActorCall actor, LimitsBounds bounds, TimeProvider time) : INetworkAction
{
    public string Name => ActionNames.SetLimits;

    public Task<WireAnswer> RunAsync(NetworkCall call, CancellationToken cancellationToken)
    {
        var reader = new ParamReader(
            call.Params, "params of set_limits",
            "paused", "per_day", "per_week", "notes", "pending", "gap_seconds", "working_hours", "time_zone", "warm_up_days");
        var own = new AccountLimits
        {
            Paused = reader.Flag("paused") is true ? true : null,
            PerDay = Number(reader, "per_day"),
            PerWeek = Number(reader, "per_week"),
            Notes = Number(reader, "notes"),
            Pending = Number(reader, "pending"),
            GapSeconds = Number(reader, "gap_seconds"),
            WorkingHours = Blank(reader.Text("working_hours", 100)),
            TimeZone = Blank(reader.Text("time_zone", 100)),
            WarmUpDays = Number(reader, "warm_up_days"),
        };
        if ((reader.Refusal ?? bounds.FaultOf(own)) is { } refusal)
            return Task.FromResult(Answers.Refused(refusal, AnswerResult.Free(time, Name, call.AccountId)));
        var command = new LimitsCommand(
            call.Caller.WorkspaceId, call.Caller.ApiKeyId, StandingStore.JsonOf(own)!, call.IdempotencyKey);
        return actor.AskAsync(Name, call.AccountId, mayRepeat: true, account => account.SetLimits(command), cancellationToken);
    }

    // The bounds say what is too much; here it only has to be a number.
    private static int? Number(ParamReader reader, string name) => reader.Number(name, -1_000_000, 1_000_000);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
