using Microsoft.EntityFrameworkCore;
using Overture.Server.Storage;

namespace Overture.Server.Audit;

/// <summary>Reads the end of a chain for an operator who wants to see what happened.</summary>
internal sealed class AuditTail(Database database)
{
    public const int Longest = 1_000;

    /// <summary>The last rows of a chain, oldest first; none when the chain has none.</summary>
    public async Task<List<AuditRow>> ReadAsync(long chain, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await db.Set<AuditRow>().AsNoTracking().Where(row => row.Chain == chain)
            .OrderByDescending(row => row.Number).Take(Longest)
            .ToListAsync(cancellationToken);
        rows.Reverse();
        return rows;
    }
}
