using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Client.Contract;
using Overture.Server.Storage;

namespace Overture.Server.Limits;

/// <summary>The accounts' own limits.</summary>
internal sealed class AccountLimitsTable : IEntityTypeConfiguration<AccountLimitsRow>
{
    private const string SetSql = """
        INSERT INTO account_limits (account_id, limits) VALUES (@p0, @p1)
        ON CONFLICT (account_id) DO UPDATE SET limits = excluded.limits
        """;

    private const string ClearSql = "DELETE FROM account_limits WHERE account_id = @p0";

    public void Configure(EntityTypeBuilder<AccountLimitsRow> builder)
    {
        builder.ToTable("account_limits");
        builder.HasKey(row => row.AccountId);
    }

    /// <summary>Replaces all of an account's own limits.</summary>
    public static Statement Set(long accountId, AccountLimits? own) =>
        own is null ? new Statement(ClearSql, accountId) : new Statement(SetSql, accountId, JsonOf(own));

    public static async Task<AccountLimits?> ReadAsync(
        OvertureDb db, long accountId, CancellationToken cancellationToken)
    {
        var json = await db.Set<AccountLimitsRow>().Where(row => row.AccountId == accountId).Select(row => row.Limits)
            .FirstOrDefaultAsync(cancellationToken);
        return json is null ? null : OwnOf(json);
    }

    /// <summary>Which of these accounts their workspace has paused.</summary>
    public static async Task<HashSet<long>> PausedAsync(
        OvertureDb db, IReadOnlyCollection<long> accounts, CancellationToken cancellationToken)
    {
        var rows = await db.Set<AccountLimitsRow>().AsNoTracking().Where(row => accounts.Contains(row.AccountId))
            .ToListAsync(cancellationToken);
        return [.. rows.Where(row => OwnOf(row.Limits).Paused == true).Select(row => row.AccountId)];
    }

    public static string? JsonOf(AccountLimits? own) =>
        own is null ? null : JsonSerializer.Serialize(own, ContractJson.Default.AccountLimits);

    private static AccountLimits OwnOf(string json) =>
        JsonSerializer.Deserialize(json, ContractJson.Default.AccountLimits)!;
}
