using Overture.Client.Contract;
using Overture.Server.Accounts;
using Overture.Server.Http;
using Overture.Server.Invitations;
using Overture.Server.Telemetry;

namespace Overture.Server.Network;

/// <summary>Reads the parameters of <c>invite</c> and hands the wish to the account's actor.</summary>
internal sealed partial class InviteAction(
    IGrainFactory grains, Instruments instruments, TimeProvider time, ILogger<InviteAction> logger) : INetworkAction
{
    public const string Message = "message";

    // Longer than any note the platform takes; keeps a hopeless one from travelling further.
    private const int LongestText = 8_000;

    public string Name => ActionNames.Invite;

    public Task<WireAnswer> RunAsync(NetworkCall call, CancellationToken cancellationToken)
    {
        var (command, refusal) = Read(call);
        if (command is not null) return AskAsync(call.AccountId, command);
        instruments.Refused(refusal!.Reason);
        return Task.FromResult(Answers.Refused(refusal, AnswerResult.Free(time, Name, call.AccountId)));
    }

    private async Task<WireAnswer> AskAsync(string accountId, InviteCommand command)
    {
        try
        {
            return await grains.GetGrain<IAccountGrain>(accountId).Invite(command);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // The node on which the account lives died or left, perhaps before it had begun, perhaps after it had sent.
            LogNodeLost(exception, accountId);
            instruments.Concluded(Outcome.Unknown, Reason.OutcomeUnknown);
            var lost = new Refusal(Reason.OutcomeUnknown, "The node that was acting for the account was lost; another takes over.")
            {
                RetryAt = time.GetUtcNow().AddSeconds(1),
            };
            return Answers.Refused(lost, AnswerResult.Free(time, Name, accountId));
        }
    }

    internal static (InviteCommand? Command, Refusal? Refusal) Read(NetworkCall call)
    {
        var reader = new ParamReader(
            call.Params, "params of invite",
            PersonReference.ProfileUrl, PersonReference.LinkedinUrl, PersonReference.Identifier, Message);
        var profileUrl = reader.Text(PersonReference.ProfileUrl, LongestText);
        var linkedinUrl = reader.Text(PersonReference.LinkedinUrl, LongestText);
        var identifier = reader.Text(PersonReference.Identifier, LongestText);
        var message = reader.Text(Message, LongestText);
        if (reader.Refusal is { } refusal) return (null, refusal);

        var who = PersonReference.Parse(profileUrl, linkedinUrl, identifier);
        if (!who.Succeeded(out var person, out var nobody))
        {
            return (null, new Refusal(nobody.Reason, nobody.Message)
            {
                Details = new Dictionary<string, string> { ["parameter"] = nobody.Parameter },
            });
        }

        var (slug, memberId) = person.Primary.IsMemberId
            ? (null, person.Primary.Value)
            : (person.Primary.Value, person.MustAlsoBe?.Value);
        return (new InviteCommand
        {
            WorkspaceId = call.Caller.WorkspaceId,
            ApiKeyId = call.Caller.ApiKeyId,
            Slug = slug,
            MemberId = memberId,
            // Automation tools send an empty field for "no note"; the platform may count an empty note as a note.
            Note = string.IsNullOrWhiteSpace(message) ? null : message,
            IdempotencyKey = call.IdempotencyKey,
        }, null);
    }

    [LoggerMessage(4101, LogLevel.Warning, "The node that acted for account {Account} was lost", EventName = "network.node_lost")]
    private partial void LogNodeLost(Exception exception, string account);
}
