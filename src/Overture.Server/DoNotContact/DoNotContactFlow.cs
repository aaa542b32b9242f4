using Microsoft.EntityFrameworkCore;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Audit;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Storage;

namespace Overture.Server.DoNotContact;

/// <summary>Who changes a list: an account of the workspace, whose session finds out who is meant.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Session">Its owner's session.</param>
/// <param name="MayNotAsk">Why the platform must not be asked now; null when it may.</param>
/// <param name="Fence">The first statement of its steps.</param>
/// <param name="Audit">Where the change is written down.</param>
/// <param name="RefusalOf">Says in the contract's words what a failure of the platform means.</param>
internal sealed record ListEditor(
    string AccountId, Session Session, Refusal? MayNotAsk, Statement Fence, AuditChain Audit, Func<Failure, Refusal> RefusalOf);

/// <summary>What a change came to.</summary>
/// <param name="Answer">What the caller hears.</param>
/// <param name="IsFenced">Another activation has taken over.</param>
/// <param name="Met">A failure of the platform that says something about the account.</param>
internal sealed record ListChange(WireAnswer Answer, bool IsFenced = false, Failure? Met = null);

/// <summary>
/// Changes a workspace's do-not-contact list. People are kept by member id: who is named by one is taken as named, who is named by a slug is
/// looked up first. All of a call becomes durable, or nothing.
/// </summary>
internal sealed class DoNotContactFlow(
    IConnector connector, Database database, CommitQueue commits, IdempotencyKeys keys, DoNotContactAnswers answers, TimeProvider time)
{
    private const string AddSql = """
        INSERT INTO do_not_contact (list, person_id, public_identifier, comment, api_key_id, created_at)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
        ON CONFLICT DO NOTHING
        """;

    private const string RemoveSql = "DELETE FROM do_not_contact WHERE list = @p0 AND person_id = @p1";

    // Others wait for the account's turn, and the platform must not be asked for a thousand profiles at once.
    private const int MostLookups = 50;

    public async Task<ListChange> ChangeAsync(
        ListEditor editor, DoNotContactChange change, CancellationToken cancellationToken)
    {
        var (people, met) = await FindAsync(editor, change, cancellationToken);
        var isOne = change.Action != ActionNames.DoNotContactImport;
        if (isOne && people[0].Refusal is { } refusal) return new ListChange(answers.Refused(change.Action, editor.AccountId, refusal), Met: met);
        var there = await ThereAsync(change.WorkspaceId, people, cancellationToken);
        var statuses = StatusesOf(change, people, there);
        var answer = isOne
            ? answers.One(change.Action, editor.AccountId, statuses[0], people[0].MemberId!)
            : answers.Imported(editor.AccountId, change.Entries, people, statuses);

        var statements = new List<Statement> { editor.Fence };
        for (var index = 0; index < people.Count; index++)
        {
            if (statuses[index] is Added or Removed) statements.Add(StatementOf(change, people[index], change.Entries[index].Comment));
        }

        if (change.IdempotencyKey is { } key) statements.Add(keys.Store(change.WorkspaceId, key, answer));
        var entries = people.Zip(statuses).Where(pair => pair.Second is Added or Removed)
            .Select(pair => EntryOf(change, pair.First, pair.Second)).ToList();
        var result = await AuditedCommit.RunAsync(editor.Audit, statements, entries, commits.BeginAsync);
        return new ListChange(
            result.IsCommitted ? answer : NotCommitted(change, editor, result), result.RefusedBy == Guard.Fence, met);
    }

    private const string Added = "added";
    private const string ThereAlready = "there_already";
    private const string Removed = "removed";
    private const string NotThere = "not_there";
    private const string RefusedStatus = "refused";

    /// <summary>Asks the platform for those who are only known by a slug, until it refuses to say or enough was asked.</summary>
    private async Task<(List<FoundPerson> People, Failure? Met)> FindAsync(
        ListEditor editor, DoNotContactChange change, CancellationToken cancellationToken)
    {
        var onList = await OnListAsync(change, cancellationToken);
        var found = new List<FoundPerson>(change.Entries.Count);
        var (noMore, met, lookups) = (editor.MayNotAsk, (Failure?)null, 0);
        foreach (var entry in change.Entries)
        {
            if (entry.RefusedFor is { } reason) found.Add(new FoundPerson(null, null, new Refusal(reason, entry.Message)));
            else if (entry.MemberId is { } memberId) found.Add(new FoundPerson(memberId, entry.Slug ?? memberId));
            else if (onList.TryGetValue(entry.Slug!.ToLowerInvariant(), out var known)) found.Add(new FoundPerson(known, entry.Slug));
            else if (noMore is not null) found.Add(new FoundPerson(null, null, noMore));
            else
            {
                var read = await connector.ResolvePersonAsync(editor.Session, PersonIdentifier.Slug(entry.Slug!), cancellationToken);
                if (!read.Succeeded(out var person, out var failure))
                {
                    var refusal = editor.RefusalOf(failure);
                    found.Add(new FoundPerson(null, null, refusal));
                    // What concerns one person does not concern the next.
                    if (Reasons.Of(refusal.Reason).Scope != Scope.Person) (noMore, met) = (refusal, failure);
                    continue;
                }

                found.Add(new FoundPerson(person.MemberId, person.PublicIdentifier.Replace("\0", "", StringComparison.Ordinal)));
                if (++lookups == MostLookups) noMore = Enough();
            }
        }

        return (found, met);
    }

    private Refusal Enough() => new(
        Reason.GatewayBusy,
        FormattableString.Invariant($"Of one call, {MostLookups} people who are named by a slug are looked up; ask again for the rest, or name them by member id."))
    {
        RetryAt = time.GetUtcNow().AddSeconds(30),
    };

    /// <summary>Whom the list has already, by slug: nobody has to be asked for them.</summary>
    private async Task<Dictionary<string, string>> OnListAsync(DoNotContactChange change, CancellationToken cancellationToken)
    {
        var slugs = change.Entries.Select(entry => entry.MemberId is null ? entry.Slug?.ToLowerInvariant() : null).OfType<string>().ToList();
        await using var db = database.Open();
        var rows = await db.DoNotContact.AsNoTracking()
            .Where(row => row.List == change.WorkspaceId && slugs.Contains(row.PublicIdentifier))
            .Select(row => new { row.PublicIdentifier, row.PersonId }).ToListAsync(cancellationToken);
        return rows.DistinctBy(row => row.PublicIdentifier).ToDictionary(row => row.PublicIdentifier, row => row.PersonId, StringComparer.Ordinal);
    }

    private async Task<HashSet<string>> ThereAsync(string workspaceId, List<FoundPerson> people, CancellationToken cancellationToken)
    {
        var ids = people.Select(person => person.MemberId).OfType<string>().ToList();
        await using var db = database.Open();
        return await db.DoNotContact.Where(row => row.List == workspaceId && ids.Contains(row.PersonId))
            .Select(row => row.PersonId).ToHashSetAsync(cancellationToken);
    }

    private static List<string> StatusesOf(DoNotContactChange change, List<FoundPerson> people, HashSet<string> there) =>
        people.ConvertAll(person =>
            person.MemberId is not { } id ? RefusedStatus
            : change.Action == ActionNames.DoNotContactRemove ? (there.Remove(id) ? Removed : NotThere)
            : there.Add(id) ? Added : ThereAlready);

    private Statement StatementOf(DoNotContactChange change, FoundPerson person, string? comment) =>
        change.Action == ActionNames.DoNotContactRemove
            ? new(RemoveSql, Guard.None, change.WorkspaceId, person.MemberId)
            : Add(change.WorkspaceId, person.MemberId!, person.Slug!, comment, change.ApiKeyId, time.GetUtcNow());

    /// <summary>Slugs are kept in lower case, as which they are compared.</summary>
    private static Statement Add(
        string list, string personId, string slug, string? comment, string apiKeyId, DateTimeOffset now) => new(
        AddSql, Guard.None, list, personId, slug.ToLowerInvariant(), comment, apiKeyId, now.ToUnixTimeMilliseconds());

    private static AuditEntry EntryOf(DoNotContactChange change, FoundPerson person, string status) => new(change.Action, status)
    {
        WorkspaceId = change.WorkspaceId, ApiKeyId = change.ApiKeyId, Person = person.MemberId,
    };

    private WireAnswer NotCommitted(DoNotContactChange change, ListEditor editor, CommitResult result) => answers.Refused(
        change.Action, editor.AccountId, result.RefusedBy == Guard.IdempotencyKey
            ? new Refusal(Reason.IdempotencyInProgress) { RetryAt = time.GetUtcNow().AddSeconds(1) }
            : Busy.Now(time));
}
