using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.DoNotContact;
using Overture.Server.Http;
using Overture.Server.Invitations;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Queue;

/// <summary>What becomes of a wish that wants to wait.</summary>
/// <param name="Wish">The wish.</param>
/// <param name="Refusal">Why it may not wait.</param>
/// <param name="DuplicateOf">The operation that waits for this person already; empty when it is one of the same request.</param>
internal sealed record IntakeResult(QueueWish Wish, Refusal? Refusal = null, string? DuplicateOf = null);

/// <summary>
/// Decides which wishes may enter a queue, by what is known without asking the platform: the person may be forbidden, a teammate's, or
/// waiting already. All of it is looked at again when the wish is sent.
/// </summary>
internal sealed class Intake(
    OperationStore operations, DoNotContactLists doNotContact, Claims claims, IOptions<QueueOptions> options,
    IOptions<InvitationOptions> invitations, TimeProvider time)
{
    public async Task<List<IntakeResult>> CheckAsync(ActingAccount account, QueueCommand command, CancellationToken cancellationToken)
    {
        var people = command.Wishes.Where(wish => wish.RefusedFor is null).Select(wish => wish.Who).ToHashSet(StringComparer.Ordinal);
        var known = new Known(
            await operations.OpenOfAsync(account.Id, people, cancellationToken),
            await doNotContact.FindAllAsync(account.WorkspaceId, people, cancellationToken),
            invitations.Value.ClaimsHold
                ? await ClaimsOfAsync(account, people, cancellationToken)
                : [],
            await operations.CountQueuedAsync(account.Id, cancellationToken));
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var results = new List<IntakeResult>(command.Wishes.Count);
        foreach (var wish in command.Wishes) results.Add(Check(account, wish, known, taken));
        return results;
    }

    private async Task<Dictionary<string, Claim>> ClaimsOfAsync(
        ActingAccount account, HashSet<string> people, CancellationToken cancellationToken)
    {
        var found = await operations.QueuedElsewhereAsync(account.WorkspaceId, account.Id, people, cancellationToken);
        foreach (var (person, claim) in await claims.FindAllAsync(account.WorkspaceId, account.Id, people, cancellationToken)) found[person] = claim;
        return found;
    }

    private IntakeResult Check(ActingAccount account, QueueWish wish, Known known, HashSet<string> taken)
    {
        if (wish.RefusedFor is { } reason) return new(wish, new Refusal(reason, wish.Message));
        if (wish.Note?.Length > account.LongestNote)
        {
            return new(wish, new Refusal(Reason.NoteTooLong, FormattableString.Invariant(
                $"message has {wish.Note.Length} UTF-16 code units; this account may send {account.LongestNote}.")));
        }

        if (known.Open.TryGetValue(wish.Who, out var open)) return new(wish, DuplicateOf: open.Id);
        if (known.Forbidden.TryGetValue(wish.Who, out var entry)) return new(wish, ListRefusals.DoNotContact(entry));
        if (!wish.OverridesClaim && known.Claims.TryGetValue(wish.Who, out var claim))
            return new(wish, ListRefusals.Claimed(claim, time.GetUtcNow()));
        if (taken.Contains(wish.Who)) return new(wish, DuplicateOf: "");
        if (known.Waiting + taken.Count >= options.Value.MostQueued)
            return new(wish, new Refusal(Reason.QueueFull) { RetryAt = time.GetUtcNow() + options.Value.BlockedPause });
        taken.Add(wish.Who);
        return new(wish);
    }

    private sealed record Known(
        Dictionary<string, OperationRow> Open, Dictionary<string, DoNotContactRow> Forbidden, Dictionary<string, Claim> Claims, int Waiting);
}
