using Microsoft.EntityFrameworkCore;
using Overture.Server.Credits;
using Overture.Server.Storage;

namespace Overture.Server.Workspaces;

/// <summary>The workspaces there are. Only operators make them.</summary>
internal sealed class WorkspaceDirectory(Database database, Grants grants, RowKeys keys, TimeProvider time)
{
    /// <summary>Makes a workspace with an empty balance and returns its id.</summary>
    public async Task<long> AddAsync(string name, CancellationToken cancellationToken)
    {
        var workspace = new WorkspaceRow { Id = keys.Next(), Name = name, CreatedAt = time.GetUtcNow() };
        await using var db = database.Open();
        db.Add(workspace);
        grants.Open(db, workspace.Id, amount: 0);
        await db.SaveChangesAsync(cancellationToken);
        return workspace.Id;
    }

    /// <summary>All workspaces with their credits, oldest first.</summary>
    public async Task<IReadOnlyList<(WorkspaceRow Workspace, long Credits)>> ListAsync(
        CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var credits = await BalanceTable.ReadAllAsync(db, cancellationToken);
        var rows = await db.Set<WorkspaceRow>().AsNoTracking()
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row, credits.GetValueOrDefault(row.Id)));
    }

    public async Task<bool> HasAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<WorkspaceRow>().AnyAsync(row => row.Id == id, cancellationToken);
    }
}
