using Microsoft.EntityFrameworkCore;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Workspaces;

/// <summary>The workspaces there are. Operators make them; nothing that a caller can reach does.</summary>
internal sealed class WorkspaceDirectory(Database database, TimeProvider time)
{
    /// <summary>Makes a workspace with an empty balance and returns its id.</summary>
    public async Task<string> AddAsync(string name, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var workspace = new WorkspaceRow { Id = $"ws_{Guid.CreateVersion7(now):n}", Name = name, CreatedAt = now };
        await using var db = database.Open();
        db.Add(workspace);
        db.Add(new BalanceRow { WorkspaceId = workspace.Id, Credits = 0 });
        await db.SaveChangesAsync(cancellationToken);
        return workspace.Id;
    }

    /// <summary>All workspaces with their credits, oldest first.</summary>
    public async Task<IReadOnlyList<(WorkspaceRow Workspace, long Credits)>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await db.Workspaces.AsNoTracking()
            .Join(db.Balances, row => row.Id, balance => balance.WorkspaceId, (row, balance) => new { row, balance.Credits })
            .OrderBy(pair => pair.row.CreatedAt).ThenBy(pair => pair.row.Id)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(pair => (pair.row, pair.Credits));
    }

    public async Task<bool> HasAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Workspaces.AnyAsync(row => row.Id == id, cancellationToken);
    }
}
