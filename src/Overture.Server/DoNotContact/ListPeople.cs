using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Http;

namespace Overture.Server.DoNotContact;

/// <summary>
/// Finds out which members the entries of a list mean. A member id is taken as it is; a slug is looked up, first on the
/// list itself, then at the platform.
/// </summary>
internal sealed class ListPeople(DoNotContactLists lists, TimeProvider time)
{
    // Other calls wait in the account's mailbox, and the platform must not be asked for a thousand profiles at once.
    private const int MaxLookups = 50;
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(30);

    public async Task<List<ListedPerson>> FindAsync(
        AccountContext account, IReadOnlyList<ListEntry> entries, CancellationToken cancellationToken)
    {
        var slugs = entries.Select(SlugOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var known = await lists.MembersBySlugAsync(account.WorkspaceId, slugs, cancellationToken);
        var found = new List<ListedPerson>(entries.Count);
        var (closed, lookups) = (await account.Upstream.CheckAllowedAsync(cancellationToken), 0);
        foreach (var entry in entries)
        {
            if (entry.Target is not { } target)
            {
                found.Add(new ListedPerson(null, null, entry.Refusal));
            }
            else if (target.MemberId is { } memberId)
            {
                found.Add(new ListedPerson(memberId, target.Slug ?? memberId));
            }
            else if (known.TryGetValue(SlugOf(entry)!, out var listed))
            {
                found.Add(new ListedPerson(listed, target.Slug));
            }
            else if (closed is not null)
            {
                found.Add(new ListedPerson(null, null, closed));
            }
            else
            {
                var person = await ResolveAsync(account, target.Slug!, cancellationToken);
                found.Add(person);
                // What concerns one person does not concern the next.
                if (person.Refusal is { } refusal && Reasons.Of(refusal.Reason).Scope != Scope.Person) closed = refusal;
                else if (person.Refusal is null && ++lookups == MaxLookups) closed = Enough();
            }
        }

        return found;
    }

    private static async Task<ListedPerson> ResolveAsync(
        AccountContext account, string slug, CancellationToken cancellationToken) =>
        (await account.Upstream.ResolvePersonAsync(PersonIdentifier.Slug(slug), cancellationToken)).Succeeded(
            out var person, out var refusal)
            ? new ListedPerson(person.MemberId, person.PublicIdentifier.Replace("\0", "", StringComparison.Ordinal))
            : new ListedPerson(null, null, refusal);

    private static string? SlugOf(ListEntry entry) =>
        entry.Target is { MemberId: null, Slug: { } slug } ? slug.ToLowerInvariant() : null;

    private Refusal Enough() => new(
        Reason.GatewayBusy,
        FormattableString.Invariant(
            $"Only {MaxLookups} slugs can be looked up per call. Retry for the rest, or use member ids."))
    {
        RetryAt = time.GetUtcNow() + AskAgain,
    };
}
