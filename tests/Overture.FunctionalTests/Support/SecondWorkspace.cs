using Microsoft.Extensions.DependencyInjection;
using Overture.Server.Credits;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.FunctionalTests.Support;

/// <summary>A tenant beside the sandbox workspace, written into the database as the operator's tools do.</summary>
internal static class SecondWorkspace
{
    public const long Id = 102;
    public const long KeyId = 302;
    public const string Key = "ovk_second-workspace-key-of-32-characters";

    public static async Task AddAsync(Gateway gateway, long credits = 1_000)
    {
        var now = gateway.Time.GetUtcNow();
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        db.Add(new WorkspaceRow { Id = Id, Name = "Second", CreatedAt = now });
        db.Add(new ApiKeyRow
        {
            Id = KeyId,
            WorkspaceId = Id,
            Name = "Second",
            Hash = ApiKeys.HashOf(Key),
            CreatedAt = now,
        });
        db.Add(new BalanceRow { WorkspaceId = Id, Credits = credits });
        db.Add(new LedgerRow
        {
            WorkspaceId = Id,
            Id = new RowKeys(gateway.Time).Next(),
            Kind = LedgerKind.Grant,
            Amount = credits,
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
