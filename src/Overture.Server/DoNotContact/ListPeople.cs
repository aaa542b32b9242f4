using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Http;

namespace Overture.Server.DoNotContact;

/// <summary>
/// Finds out which members the entries of a list mean. A member id is taken as it is; a slug is looked up, first on the
/// list itself, then at the platform. The platform is asked about each slug once, and about so many slugs at most,
/// whatever it answers.
/// </summary>
internal sealed class ListPeople(DoNotContactLists lists, TimeProvider time)
{
    // Other calls wait in the account's mailbox, and the platform must not be asked for a thousand profiles at once.
    private const int MaxLookups = ParamBounds.MaxLookups;
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(30);

    public async Task<List<ListedPerson>> FindAsync(
        AccountContext account, IReadOnlyList<ListEntry> entries, CancellationToken cancellationToken)
    {
        var slugs = entries.Select(SlugOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var known = await lists.MembersBySlugAsync(account.WorkspaceId, slugs, cancellationToken);
        var lookups = new Dictionary<string, ListedPerson>(StringComparer.Ordinal);
        var closed = await account.Upstream.CheckAllowedAsync(cancellationToken);
        var found = new List<ListedPerson>(entries.Count);
        foreach (var entry in entries)
        {
            if (FindHere(entry, known) is { } person)
            {
                found.Add(person);
                continue;
            }

            var identifier = entry.Target!.Identifier;
            var name = identifier.IsSalesId ? identifier.Value : SlugOf(entry)!;
            if (!lookups.TryGetValue(name, out person))
            {
                if (lookups.Count == MaxLookups) closed ??= Enough();
                person = closed is null
                    ? lookups[name] = await ResolveAsync(account, identifier, cancellationToken)
                    : new ListedPerson(null, null, closed);
                // What concerns one person does not concern the next.
                if (person.Refusal is { } refusal && Reasons.Of(refusal.Reason).Scope != Scope.Person) closed = refusal;
            }

            found.Add(person);
        }

        return found;
    }

    /// <summary>Whom an entry means as far as it needs no look-up; null when it needs one.</summary>
    private static ListedPerson? FindHere(ListEntry entry, Dictionary<string, string> known) => entry.Target switch
    {
        null => new ListedPerson(null, null, entry.Refusal),
        { MemberId: { } memberId } target => new ListedPerson(memberId, target.Slug ?? memberId),
        var target => known.TryGetValue(SlugOf(entry)!, out var listed) ? new ListedPerson(listed, target.Slug) : null,
    };

    private static async Task<ListedPerson> ResolveAsync(
        AccountContext account, PersonIdentifier identifier, CancellationToken cancellationToken) =>
        (await account.Upstream.ResolvePersonAsync(identifier, cancellationToken)).Succeeded(
            out var person, out var refusal)
            ? new ListedPerson(person.MemberId, person.PublicIdentifier.Replace("\0", "", StringComparison.Ordinal))
            : new ListedPerson(null, null, refusal);

    // Slugs that differ only in case are one person's.
    private static string? SlugOf(ListEntry entry) =>
        entry.Target is { MemberId: null, Slug: { } slug } ? slug.ToLowerInvariant() : null;

    private Refusal Enough() => new(
        Reason.GatewayBusy,
        FormattableString.Invariant(
            $"A call looks up at most {MaxLookups} slugs. Repeat the same call with an Idempotency-Key for the rest, ")
        + "or use member ids.")
    {
        RetryAt = time.GetUtcNow() + AskAgain,
    };
}
