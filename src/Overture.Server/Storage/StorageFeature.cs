using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using Npgsql;
using Overture.Server.Storage.Postgres;
using Overture.Server.Storage.Sqlite;

namespace Overture.Server.Storage;

internal static class StorageFeature
{
    /// <summary>PostgreSQL when a connection string names one, else SQLite in the data folder.</summary>
    public static void AddStorage(this IServiceCollection services, bool usesPostgreSql)
    {
        if (usesPostgreSql) services.AddPostgres();
        else services.AddSqlite();
        services.AddSingleton<CommitQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<CommitQueue>());
    }

    private static void AddSqlite(this IServiceCollection services)
    {
        services.AddPooledDbContextFactory<SqliteOvertureDb>((provider, options) =>
            options.UseSqlite(SqliteFile(provider.Storage().Directory, pooling: true))
                .ReplaceService<IMigrationsSqlGenerator, SqliteTableWriter>());
        services.AddDatabase<SqliteOvertureDb>();
        services.AddSingleton<ICommitWriter>(provider =>
            new SqliteCommitWriter(SqliteFile(provider.Storage().Directory, pooling: false)));
    }

    private static void AddPostgres(this IServiceCollection services)
    {
        services.AddSingleton(provider => PostgresSource.Create(provider.Storage().PostgreSql!));
        services.AddPooledDbContextFactory<PostgresOvertureDb>((provider, options) =>
            options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddDatabase<PostgresOvertureDb>();
        services.AddSingleton<ICommitWriter, PostgresCommitWriter>();
    }

    private static void AddDatabase<T>(this IServiceCollection services)
        where T : OvertureDb =>
        services.AddSingleton(provider =>
        {
            var contexts = provider.GetRequiredService<IDbContextFactory<T>>();
            return new Database(contexts.CreateDbContext);
        });

    private static StorageOptions Storage(this IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<StorageOptions>>().Value;

    private static string SqliteFile(string directory, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(directory, SqliteFiles.Name),
        Pooling = pooling,
        DefaultTimeout = 5,
        ForeignKeys = true,
    }.ToString();
}
