using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Overture.Server.Storage.Postgres;

/// <summary>The database that several nodes share; so the keys that encrypt the sessions lie in it as well.</summary>
internal sealed class PostgresOvertureDb(DbContextOptions<PostgresOvertureDb> options)
    : OvertureDb(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        base.OnModelCreating(modelBuilder);
    }
}

/// <summary>Lets <c>dotnet ef migrations add</c> work without starting a server.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresOvertureDb>
{
    public PostgresOvertureDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresOvertureDb>().UseNpgsql("Host=design-time").Options);
}
