using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Growth;

/// <summary>
/// Says how much room a workspace has below its caps. Counting reads every row that counts, so a count is remembered
/// for a moment, and what this node adds meanwhile is counted on top.
/// </summary>
internal sealed class Caps(IEnumerable<ICapped> tables, IOptions<CapOptions> options, TimeProvider time)
{
    private static readonly TimeSpan CountsFor = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(Cap Cap, long WorkspaceId), (int Count, long ReadAt)> _counts = new();

    /// <summary>How many of the rows that a request wants to add have room; they count from now on.</summary>
    public async Task<int> TakeAsync(Cap cap, long workspaceId, int wanted, CancellationToken cancellationToken)
    {
        if (wanted == 0) return 0;
        var key = (cap, workspaceId);
        var limit = LimitOf(cap);
        if (!_counts.TryGetValue(key, out var known) || time.GetElapsedTime(known.ReadAt) > CountsFor
            || known.Count + wanted > limit)
        {
            var table = tables.First(one => one.Cap == cap);
            known = (await table.CountAsync(workspaceId, cancellationToken), time.GetTimestamp());
        }

        var room = Math.Clamp(limit - known.Count, 0, wanted);
        _counts[key] = (known.Count + room, known.ReadAt);
        return room;
    }

    /// <summary>The refusal of what has no room.</summary>
    public Refusal Full(Cap cap) => new(
        Reason.WorkspaceLimit,
        string.Create(CultureInfo.InvariantCulture, $"The workspace has {LimitOf(cap)} {NounOf(cap)}, the limit."))
    {
        Details = new Dictionary<string, string>
        {
            ["setting"] = $"{CapOptions.Section}:{cap}",
            ["limit"] = LimitOf(cap).ToString(CultureInfo.InvariantCulture),
        },
    };

    private int LimitOf(Cap cap) => cap switch
    {
        Cap.Accounts => options.Value.Accounts,
        Cap.DoNotContact => options.Value.DoNotContact,
        Cap.Operations => options.Value.Operations,
        Cap.StoredAnswers => options.Value.StoredAnswers,
    };

    private static string NounOf(Cap cap) => cap switch
    {
        Cap.Accounts => "accounts",
        Cap.DoNotContact => "people on its do-not-contact list",
        Cap.Operations => "operations that wait or are held",
        Cap.StoredAnswers => "stored answers",
    };
}
