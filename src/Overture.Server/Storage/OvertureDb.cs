using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Overture.Client.Contract;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Storage;

/// <summary>
/// The schema, for migrations and reads. Instants are Unix milliseconds and enums snake_case words in every database, so
/// that the statements of the commit queue read the same on all of them.
/// </summary>
internal abstract class OvertureDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>
    /// Whether an invitation is in a state in which the person must not be invited again by the same account; a unique index holds it.
    /// Not a list after IN, of which SQLite would make a table for each row that the index is written for.
    /// </summary>
    public const string IsLive = "(state = 'sending' OR state = 'unknown' OR state = 'pending')";

    /// <summary>The states in which an operation is not over; a unique index holds that there is one for each person.</summary>
    public const string OpenStates = "'queued','running'";

    public DbSet<WorkspaceRow> Workspaces => Set<WorkspaceRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<PersonRow> People => Set<PersonRow>();

    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    public DbSet<LedgerRow> Ledger => Set<LedgerRow>();

    public DbSet<BalanceRow> Balances => Set<BalanceRow>();

    public DbSet<IdempotencyRow> IdempotencyKeys => Set<IdempotencyRow>();

    public DbSet<CooldownRow> Cooldowns => Set<CooldownRow>();

    public DbSet<BreakerRow> Breakers => Set<BreakerRow>();

    public DbSet<SeenInvitationRow> SeenInvitations => Set<SeenInvitationRow>();

    public DbSet<DoNotContactRow> DoNotContact => Set<DoNotContactRow>();

    public DbSet<OperationRow> Operations => Set<OperationRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<InvitationState>().HaveConversion<Word<InvitationState>>();
        configurationBuilder.Properties<LedgerKind>().HaveConversion<Word<LedgerKind>>();
        configurationBuilder.Properties<Reason>().HaveConversion<Word<Reason>>();
        configurationBuilder.Properties<CooldownKind>().HaveConversion<Word<CooldownKind>>();
        configurationBuilder.Properties<OperationState>().HaveConversion<Word<OperationState>>();
        configurationBuilder.Properties<NotePolicy>().HaveConversion<Word<NotePolicy>>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<WorkspaceRow>().ToTable("workspaces");
        modelBuilder.Entity<ApiKeyRow>(key =>
        {
            key.ToTable("api_keys");
            key.HasIndex(row => row.Hash).IsUnique();
            key.HasOne<WorkspaceRow>().WithMany().HasForeignKey(row => row.WorkspaceId);
        });
        modelBuilder.Entity<AccountRow>(account =>
        {
            account.ToTable("accounts");
            account.HasIndex(row => new { row.WorkspaceId, row.Platform, row.MemberId }).IsUnique();
            account.HasIndex(row => new { row.WorkspaceId, row.CreatedAt, row.Id });
            account.HasIndex(row => row.QueueAt).HasFilter("queue_at IS NOT NULL").HasDatabaseName("accounts_with_a_queue");
            account.HasOne<WorkspaceRow>().WithMany().HasForeignKey(row => row.WorkspaceId);
        });
        modelBuilder.Entity<SessionRow>(session =>
        {
            session.ToTable("sessions");
            session.HasKey(row => row.AccountId);
            session.HasOne<AccountRow>().WithOne().HasForeignKey<SessionRow>(row => row.AccountId);
        });
        modelBuilder.Entity<PersonRow>(person =>
        {
            person.ToTable("people");
            person.HasKey(row => row.MemberId);
        });
        ConfigureInvitations(modelBuilder);
        ConfigureCredits(modelBuilder);
        ConfigureLimits(modelBuilder);
        ConfigureQueue(modelBuilder);
        modelBuilder.Entity<AuditRow>(entry =>
        {
            entry.ToTable("audit");
            entry.HasKey(row => new { row.Chain, row.Number });
        });
        UseSnakeCaseColumns(modelBuilder);
    }

    private static void ConfigureInvitations(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<InvitationRow>(invitation =>
        {
            invitation.ToTable("invitations");
            invitation.HasIndex(row => new { row.AccountId, row.PersonId })
                .IsUnique().HasFilter(IsLive).HasDatabaseName("one_live_invitation");
            invitation.HasIndex(row => new { row.AccountId, row.CheckAt })
                .HasFilter("check_at IS NOT NULL").HasDatabaseName("unsettled_invitations");
            invitation.HasIndex(row => new { row.AccountId, row.CreatedAt }).HasDatabaseName("invitations_of_account");
            invitation.HasIndex(row => new { row.PersonId, row.WorkspaceId }).HasDatabaseName("invitations_of_person");
        });
        modelBuilder.Entity<IdempotencyRow>(key =>
        {
            key.ToTable("idempotency_keys");
            key.HasKey(row => new { row.WorkspaceId, row.Key });
            key.HasIndex(row => row.InvitationId);
            key.HasIndex(row => row.ExpiresAt);
        });
    }

    private static void ConfigureCredits(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LedgerRow>(entry =>
        {
            entry.ToTable("ledger");
            entry.HasIndex(row => new { row.InvitationId, row.Kind })
                .IsUnique().HasFilter("invitation_id IS NOT NULL").HasDatabaseName("one_entry_of_each_kind");
            entry.HasIndex(row => new { row.WorkspaceId, row.Id });
        });
        modelBuilder.Entity<BalanceRow>(balance =>
        {
            balance.ToTable("balances", table => table.HasCheckConstraint("never_below_zero", "credits >= 0"));
            balance.HasKey(row => row.WorkspaceId);
            balance.HasOne<WorkspaceRow>().WithOne().HasForeignKey<BalanceRow>(row => row.WorkspaceId);
        });
    }

    private static void ConfigureLimits(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CooldownRow>(cooldown =>
        {
            cooldown.ToTable("cooldowns");
            cooldown.HasKey(row => new { row.AccountId, row.Kind });
            cooldown.HasOne<AccountRow>().WithMany().HasForeignKey(row => row.AccountId);
        });
        modelBuilder.Entity<BreakerRow>(breaker =>
        {
            breaker.ToTable("breakers");
            breaker.HasKey(row => row.AccountId);
            breaker.HasOne<AccountRow>().WithOne().HasForeignKey<BreakerRow>(row => row.AccountId);
        });
        modelBuilder.Entity<SeenInvitationRow>(seen =>
        {
            seen.ToTable("seen_invitations");
            seen.HasKey(row => new { row.AccountId, row.Number });
            seen.HasOne<AccountRow>().WithMany().HasForeignKey(row => row.AccountId);
        });
        modelBuilder.Entity<DoNotContactRow>(entry =>
        {
            entry.ToTable("do_not_contact");
            entry.HasKey(row => new { row.List, row.PersonId });
            entry.HasIndex(row => new { row.List, row.PublicIdentifier });
        });
    }

    private static void ConfigureQueue(ModelBuilder modelBuilder) => modelBuilder.Entity<OperationRow>(operation =>
    {
        operation.ToTable("operations");
        operation.HasIndex(row => new { row.AccountId, row.Who })
            .IsUnique().HasFilter($"state IN ({OpenStates})").HasDatabaseName("one_open_operation");
        operation.HasIndex(row => new { row.AccountId, row.Position, row.Id });
        operation.HasIndex(row => new { row.AccountId, row.Position }).HasFilter("state = 'queued'").HasDatabaseName("queued_operations");
        operation.HasIndex(row => new { row.Who, row.WorkspaceId })
            .HasFilter($"state IN ({OpenStates})").HasDatabaseName("open_operations_of_person");
        operation.HasOne<AccountRow>().WithMany().HasForeignKey(row => row.AccountId);
    });

    private static void UseSnakeCaseColumns(ModelBuilder modelBuilder)
    {
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    private sealed class Word<T>() : ValueConverter<T, string>(
        value => Words.Of(value), word => Words.Parse<T>(word))
        where T : struct, Enum;
}
