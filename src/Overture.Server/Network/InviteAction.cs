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

    // Longer than it takes to notice with usual settings that a node is dead.
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseOfSearch = TimeSpan.FromMilliseconds(500);

    public string Name => ActionNames.Invite;

    public Task<WireAnswer> RunAsync(NetworkCall call, CancellationToken cancellationToken)
    {
        var (command, refusal) = Read(call);
        if (command is not null) return AskAsync(call.AccountId, command, cancellationToken);
        instruments.Refused(refusal!.Reason);
        return Task.FromResult(Answers.Refused(refusal, AnswerResult.Free(time, Name, call.AccountId)));
    }

    /// <summary>
    /// Asks the account's actor. When its node is lost, a wish with an idempotency key is asked again wherever the account lives
    /// next: the key leads to what was begun, if anything was. Without a key nobody could tell that from another's wish.
    /// </summary>
    private async Task<WireAnswer> AskAsync(string accountId, InviteCommand command, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await grains.GetGrain<IAccountGrain>(accountId).Invite(command);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                LogNodeLost(accountId, exception.GetType().Name);
                if (command.IdempotencyKey is null || time.GetElapsedTime(begun) > LongestSearch) return Lost(accountId);
            }

            await Task.Delay(PauseOfSearch, time, cancellationToken);
        }
    }

    private WireAnswer Lost(string accountId)
    {
        instruments.Concluded(Outcome.Unknown, Reason.OutcomeUnknown);
        var lost = new Refusal(
            Reason.OutcomeUnknown, "The node that acts for the account was lost, and whether it had begun is not known; another takes over.")
        {
            RetryAt = time.GetUtcNow().AddSeconds(1),
        };
        return Answers.Refused(lost, AnswerResult.Free(time, Name, accountId));
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

    [LoggerMessage(4101, LogLevel.Warning, "The node that acts for account {Account} does not answer: {Why}", EventName = "network.node_lost")]
    private partial void LogNodeLost(string account, string why);
}
