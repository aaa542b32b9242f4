using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Overture.Server.Credits;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Workspaces;

/// <summary>The workspace that is there from the first start, with its well-known key and its credits.</summary>
internal sealed class SandboxWorkspace(Database database, IOptions<CreditsOptions> credits, TimeProvider time)
{
    public const string Id = "ws_sandbox";

    private const string KeyId = "key_sandbox";

    /// <summary>Creates it when it is not there. Safe to repeat.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        if (await db.Workspaces.AnyAsync(row => row.Id == Id, cancellationToken)) return;
        var now = time.GetUtcNow();
        db.Add(new WorkspaceRow { Id = Id, Name = "Sandbox", CreatedAt = now });
        db.Add(new ApiKeyRow
        {
            Id = KeyId, WorkspaceId = Id, Name = "Sandbox", Hash = ApiKeys.HashOf(SandboxKeyRule.Key), CreatedAt = now,
        });
        db.Add(new BalanceRow { WorkspaceId = Id, Credits = credits.Value.SandboxGrant });
        db.Add(new LedgerRow
        {
            WorkspaceId = Id, Kind = LedgerKind.Grant, Amount = credits.Value.SandboxGrant, CreatedAt = now,
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
