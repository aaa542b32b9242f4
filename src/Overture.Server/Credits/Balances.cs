using Microsoft.EntityFrameworkCore;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>Reads what a workspace can spend, so that one with nothing left is refused before anybody is asked.</summary>
internal sealed class Balances(Database database)
{
    public async Task<long> ReadAsync(string workspaceId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Balances.Where(row => row.WorkspaceId == workspaceId).Select(row => row.Credits)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
