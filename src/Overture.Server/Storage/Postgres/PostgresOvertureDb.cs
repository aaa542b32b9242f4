using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Overture.Server.Storage.Postgres;

/// <summary>The database that several nodes share.</summary>
internal sealed class PostgresOvertureDb(DbContextOptions<PostgresOvertureDb> options) : OvertureDb(options);

/// <summary>Lets <c>dotnet ef migrations add</c> work without starting a server.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresOvertureDb>
{
    public PostgresOvertureDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresOvertureDb>().UseNpgsql("Host=design-time").Options);
}
