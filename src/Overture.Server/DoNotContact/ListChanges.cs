using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Audit;
using Overture.Server.Growth;

namespace Overture.Server.DoNotContact;

/// <summary>What became of each entry of a change.</summary>
/// <param name="People">Whom each entry means.</param>
/// <param name="Statuses">What becomes of it, in the same order.</param>
/// <param name="Step">What makes it so.</param>
internal sealed record ListChange(List<ListedPerson> People, List<DoNotContactStatus> Statuses, AccountStep Step);

/// <summary>Changes a workspace's do-not-contact list: all entries of a call become durable, or none.</summary>
internal sealed class ListChanges(DoNotContactLists lists, ListPeople finder, Caps caps, TimeProvider time)
{
    public Task<ListChange> AddAsync<T>(
        AccountContext account, Call<T> call, IReadOnlyList<ListEntry> entries, CancellationToken token) =>
        ChangeAsync(account, call.Envelope, entries, isRemoval: false, token);

    public Task<ListChange> RemoveAsync<T>(
        AccountContext account, Call<T> call, ListEntry entry, CancellationToken token) =>
        ChangeAsync(account, call.Envelope, [entry], isRemoval: true, token);

    private async Task<ListChange> ChangeAsync(
        AccountContext account, ActionCall call, IReadOnlyList<ListEntry> entries, bool isRemoval,
        CancellationToken cancellationToken)
    {
        var people = await finder.FindAsync(account, entries, cancellationToken);
        var members = people.Select(person => person.MemberId).OfType<string>().ToList();
        var listed = await lists.ListedAsync(account.WorkspaceId, members, cancellationToken);
        var statuses = people.ConvertAll(person => StatusOf(person, listed, isRemoval));
        await RefuseBeyondCapAsync(account.WorkspaceId, people, statuses, cancellationToken);
        var step = account.Step();
        for (var index = 0; index < people.Count; index++)
        {
            if (statuses[index] is not (DoNotContactStatus.Added or DoNotContactStatus.Removed)) continue;
            var person = people[index];
            step.Write(isRemoval
                ? DoNotContactTable.Remove(account.WorkspaceId, person.MemberId!)
                : DoNotContactTable.Add(RowOf(account, call, person, entries[index].Comment)));
            step.Audit(new AuditEntry(call.Action, isRemoval ? AuditDecision.Removed : AuditDecision.Added)
            {
                ApiKeyId = call.ApiKeyId,
                Person = person.MemberId,
            });
        }

        return new ListChange(people, statuses, step);
    }

    private async Task RefuseBeyondCapAsync(
        long workspaceId, List<ListedPerson> people, List<DoNotContactStatus> statuses,
        CancellationToken cancellationToken)
    {
        var wanted = statuses.Count(status => status == DoNotContactStatus.Added);
        var room = await caps.TakeAsync(Cap.DoNotContact, workspaceId, wanted, cancellationToken);
        for (var index = 0; index < statuses.Count && room < wanted; index++)
        {
            if (statuses[index] != DoNotContactStatus.Added || room-- > 0) continue;
            statuses[index] = DoNotContactStatus.Refused;
            people[index] = new ListedPerson(null, null, caps.Full(Cap.DoNotContact));
        }
    }

    private static DoNotContactStatus StatusOf(ListedPerson person, HashSet<string> listed, bool isRemoval) =>
        person.MemberId is not { } member ? DoNotContactStatus.Refused
        : isRemoval ? (listed.Remove(member) ? DoNotContactStatus.Removed : DoNotContactStatus.NotListed)
        : listed.Add(member) ? DoNotContactStatus.Added : DoNotContactStatus.AlreadyListed;

    private DoNotContactRow RowOf(
        AccountContext account, ActionCall call, ListedPerson person, string? comment) => new()
        {
            List = account.WorkspaceId,
            PersonId = person.MemberId!,
            PublicIdentifier = person.Slug!.ToLowerInvariant(),
            Comment = comment,
            ApiKeyId = call.ApiKeyId,
            CreatedAt = time.GetUtcNow(),
        };
}
