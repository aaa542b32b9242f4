using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>What each workspace can spend.</summary>
internal sealed class BalanceTable : IEntityTypeConfiguration<BalanceRow>
{
    // Several debits of one batch are one change: the amount is negative, and what is left must suffice for all of
    // them.
    private const string AddSql =
        "UPDATE balances SET credits = credits + @p1 WHERE workspace_id = @p0 AND credits + @p1 >= 0";

    public void Configure(EntityTypeBuilder<BalanceRow> builder)
    {
        builder.ToTable("balances", table => table.HasCheckConstraint("never_below_zero", "credits >= 0"));
        builder.HasKey(row => row.WorkspaceId);
    }

    /// <summary>Adds to the balance, or takes off it if that leaves it at zero or above.</summary>
    public static Statement Add(long workspaceId, long amount) =>
        new(AddSql, workspaceId, amount) { IsGuard = true, Locks = Locks.Balance, Adds = true };

    public static async Task<long> ReadAsync(Database database, long workspaceId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await ReadAsync(db, workspaceId, cancellationToken) ?? 0;
    }

    /// <summary>Null when there is no such workspace.</summary>
    public static Task<long?> ReadAsync(OvertureDb db, long workspaceId, CancellationToken cancellationToken) =>
        db.Set<BalanceRow>().Where(row => row.WorkspaceId == workspaceId).Select(row => (long?)row.Credits)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>What each workspace can spend, by its id.</summary>
    public static Task<Dictionary<long, long>> ReadAllAsync(OvertureDb db, CancellationToken cancellationToken) =>
        db.Set<BalanceRow>().AsNoTracking()
            .ToDictionaryAsync(row => row.WorkspaceId, row => row.Credits, cancellationToken);

    /// <summary>
    /// Adds within a transaction of the operator's; a serving gateway takes credits off the same row meanwhile.
    /// </summary>
    public static Task<int> AddAsync(
        OvertureDb db, long workspaceId, long amount, CancellationToken cancellationToken) =>
        db.Set<BalanceRow>().Where(row => row.WorkspaceId == workspaceId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Credits, row => row.Credits + amount), cancellationToken);
}
