using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Overture.Server.Storage.Sqlite;

/// <summary>The embedded database.</summary>
internal sealed class SqliteOvertureDb(DbContextOptions<SqliteOvertureDb> options) : OvertureDb(options);

/// <summary>Lets <c>dotnet ef migrations add</c> work without starting a server.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteOvertureDb>
{
    public SqliteOvertureDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteOvertureDb>().UseSqlite("Data Source=design-time.db").Options);
}
