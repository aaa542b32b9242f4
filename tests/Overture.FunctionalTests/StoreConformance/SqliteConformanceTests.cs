using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Overture.FunctionalTests.Support;
using Overture.Server.DoNotContact;
using Overture.Server.Invitations;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Storage.Sqlite;

namespace Overture.FunctionalTests.StoreConformance;

public sealed class SqliteConformanceTests : StoreConformance
{
    private protected override async Task<IStoreHarness> HarnessAsync()
    {
        var harness = new Harness();
        await using var db = harness.OpenDb();
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return harness;
    }

    /// <summary>
    /// An index with a condition is used only by a statement that has the same condition in the same words.
    /// </summary>
    [Theory]
    [InlineData(InvitationTable.LiveSql)]
    [InlineData(InvitationTable.OldestPendingSql)]
    [InlineData(InvitationTable.PendingSql)]
    [InlineData(InvitationTable.LeavePendingSql)]
    public async Task What_asks_for_live_invitations_finds_them_by_their_index(string sql) =>
        Assert.Contains(
            await ExplainAsync($"EXPLAIN QUERY PLAN {sql}", "detail"),
            step => step.Contains("one_live_invitation", StringComparison.Ordinal));

    /// <summary>
    /// Of a list of values SQLite makes a table, at each run: for a look-up, and for the condition of an index that is
    /// written.
    /// </summary>
    [Theory]
    [InlineData(InvitationTable.IntendSql)]
    [InlineData(InvitationTable.UnclaimedSql)]
    [InlineData(InvitationTable.NameSql)]
    [InlineData(InvitationTable.EndSql)]
    [InlineData(OperationTable.UnclaimedSql)]
    [InlineData(DoNotContactTable.UnlistedSql)]
    public async Task No_step_of_an_invitation_makes_a_table_of_its_own(string sql)
    {
        var operations = await ExplainAsync($"EXPLAIN {sql}", "opcode");
        Assert.Contains("Transaction", operations);
        Assert.DoesNotContain("OpenEphemeral", operations);
    }

    private async Task<List<string>> ExplainAsync(string sql, string column)
    {
        await using var harness = (Harness)await HarnessAsync();
        await using var db = harness.OpenDb();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.CommandText = Regex.Replace(sql, @"\{([0-9])\}", "@p$1");
        foreach (var name in Regex.Matches(command.CommandText, "@p[0-9]+").Select(match => match.Value).Distinct())
        {
            command.Parameters.AddWithValue(name, "x");
        }

        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            found.Add(reader.GetString(reader.GetOrdinal(column)));
        }

        return found;
    }

    private sealed class Harness : IStoreHarness
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("overture-sqlite-").FullName;
        private readonly ShiftedTime _time = new();

        public SqliteOvertureDb OpenDb() => new(
            new DbContextOptionsBuilder<SqliteOvertureDb>().UseSqlite(ConnectionString)
                .ReplaceService<IMigrationsSqlGenerator, SqliteTableWriter>().Options);

        public Task<Node> OpenAsync(StorageOptions? options = null) => Node.StartAsync(
            OpenDb, new SqliteCommitWriter(ConnectionString), _time, options ?? new StorageOptions());

        public ValueTask DisposeAsync()
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_directory, recursive: true);
            return ValueTask.CompletedTask;
        }

        private string ConnectionString => new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(_directory, "overture.db"),
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString();
    }
}
