using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Overture.Server.Credits;
using Overture.Server.Storage;

namespace Overture.Server.Workspaces;

/// <summary>The workspace that is there from the first start, with its well-known key and its credits.</summary>
internal sealed class SandboxWorkspace(
    Database database, Grants grants, IOptions<CreditsOptions> credits, TimeProvider time)
{
    public const long Id = RowKey.Sandbox;

    /// <summary>Creates it when it is not there. Safe to repeat.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        if (await db.Set<WorkspaceRow>().AnyAsync(row => row.Id == Id, cancellationToken)) return;
        var now = time.GetUtcNow();
        db.Add(new WorkspaceRow { Id = Id, Name = "Sandbox", CreatedAt = now });
        db.Add(new ApiKeyRow
        {
            Id = RowKey.Sandbox,
            WorkspaceId = Id,
            Name = "Sandbox",
            Hash = ApiKeys.HashOf(SandboxKeyRule.Key),
            CreatedAt = now,
        });
        grants.Open(db, Id, credits.Value.SandboxGrant);
        await db.SaveChangesAsync(cancellationToken);
    }
}
