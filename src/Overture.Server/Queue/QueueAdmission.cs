using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.DoNotContact;
using Overture.Server.Growth;
using Overture.Server.Http;
using Overture.Server.Invitations;
using Overture.Server.Invitations.Sending;
using Overture.Server.Invitations.Sending.Gates;

namespace Overture.Server.Queue;

/// <summary>Whether a request enters the queue.</summary>
/// <param name="Request">The request; null when its parameters cannot be used.</param>
/// <param name="Refusal">Why it does not enter.</param>
/// <param name="DuplicateOf">
/// The operation that waits for this person already; 0 when it is one of the same call.
/// </param>
internal sealed record Admission(InviteRequest? Request, Refusal? Refusal = null, long? DuplicateOf = null)
{
    public bool IsAdmitted => Refusal is null && DuplicateOf is null;
}

/// <summary>
/// Decides which requests enter a queue, by what is known without asking the platform: the person may be on a
/// do-not-contact list, a teammate's, invited already, or waiting. All of it is checked again when the invitation is
/// sent.
/// </summary>
internal sealed class QueueAdmission(
    OperationRecords operations, InvitationRecords invitations, DoNotContactLists doNotContact, Claims claims,
    Caps caps, IOptions<QueueOptions> options, TimeProvider time)
{
    public async Task<List<Admission>> CheckAsync(
        AccountContext account, IReadOnlyList<Result<InviteRequest>> requests, CancellationToken cancellationToken)
    {
        var people = new HashSet<string>(StringComparer.Ordinal);
        foreach (var request in requests)
        {
            if (request.Succeeded(out var usable, out _)) people.Add(usable.Target.Key);
        }

        var known = new Known(
            await operations.OpenOfAsync(account.Id, people, cancellationToken),
            await InvitedAsync(account.Id, people, cancellationToken),
            await doNotContact.FindAllAsync(account.WorkspaceId, people, cancellationToken),
            await claims.FindAllAsync((account.WorkspaceId, account.Id), people, cancellationToken),
            await operations.CountAsync(account.Id, cancellationToken));
        var taken = new HashSet<string>(StringComparer.Ordinal);
        List<Admission> admissions = [.. requests.Select(request => Check(account, request, known, taken))];
        var wanted = admissions.Count(admission => admission.IsAdmitted);
        var room = await caps.TakeAsync(Cap.Operations, account.WorkspaceId, wanted, cancellationToken);
        if (room == wanted) return admissions;
        return admissions.ConvertAll(admission => admission.IsAdmitted && room-- <= 0
            ? admission with { Refusal = caps.Full(Cap.Operations) }
            : admission);
    }

    /// <summary>
    /// Whom the account has invited, under the names that its records have: as seen on the platform, and as queued.
    /// </summary>
    private async Task<HashSet<string>> InvitedAsync(
        long accountId, HashSet<string> people, CancellationToken cancellationToken)
    {
        if (people.Count == 0) return [];
        var pending = await invitations.PendingPeopleAsync(accountId, cancellationToken);
        var invited = pending.People.ToHashSet(StringComparer.Ordinal);
        invited.UnionWith(await operations.KeysOfAsync(accountId, pending.Operations, cancellationToken));
        return invited;
    }

    private Admission Check(AccountContext account, Result<InviteRequest> given, Known known, HashSet<string> taken)
    {
        if (!given.Succeeded(out var request, out var refusal)) return new Admission(null, refusal);
        var person = request.Target.Key;
        if (NoteLengthGate.RefusalOf(request.Note, account.Row.IsPremium) is { } tooLong)
        {
            return new Admission(request, tooLong);
        }

        if (NotePlaceholderGate.RefusalOf(request) is { } placeholder) return new Admission(request, placeholder);
        if (known.Open.TryGetValue(person, out var open)) return new Admission(request, DuplicateOf: open.Id);
        if (known.Invited.Contains(person)) return new Admission(request, new Refusal(Reason.AlreadyInvited));
        if (known.Listed.TryGetValue(person, out var entry))
        {
            return new Admission(request, DoNotContactRefusal.Of(entry));
        }

        if (!request.OverridesClaim && known.Claims.TryGetValue(person, out var claim))
        {
            return new Admission(request, claim.Refusal(time.GetUtcNow()));
        }

        if (taken.Contains(person)) return new Admission(request, DuplicateOf: 0);
        if (known.Waiting + taken.Count >= options.Value.MaxQueued)
        {
            return new Admission(
                request, new Refusal(Reason.QueueFull) { RetryAt = time.GetUtcNow() + options.Value.RetryWhenBlocked });
        }

        taken.Add(person);
        return new Admission(request);
    }

    private sealed record Known(
        Dictionary<string, OperationRow> Open, HashSet<string> Invited, Dictionary<string, DoNotContactRow> Listed,
        Dictionary<string, Claim> Claims, int Waiting);
}
