using System.CommandLine;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Overture.Server.Storage;
using Overture.Server.Storage.Sqlite;

namespace Overture.Server.Hosting.Commands;

/// <summary>
/// The only command that claims the data folder: a serving gateway would go on with the database file it has open.
/// </summary>
internal sealed class RestoreCommand : OperatorCommand
{
    private readonly Argument<string> _file = new("FILE");

    public RestoreCommand()
        : base("restore", "Replace the SQLite database with a backup and keep the old one; stop the gateway first") =>
        Arguments.Add(_file);

    public override bool NeedsDatabase => false;

    public override Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services) => Task.FromResult(Run(
        line.GetRequiredValue(_file), services.GetRequiredService<IOptions<StorageOptions>>().Value,
        services.GetRequiredService<TimeProvider>().GetUtcNow()));

    private static CommandResult Run(string file, StorageOptions storage, DateTimeOffset now)
    {
        if (!string.IsNullOrEmpty(storage.PostgreSql))
        {
            return CommandResult.Refused(
                "The database is PostgreSQL; restore it with pg_restore, as docs/operations.md says.");
        }

        if (!File.Exists(file)) return CommandResult.Refused($"There is no file \"{file}\".");
        using var claim = DataDirectory.Claim(storage.Directory);
        if (SqliteFiles.FaultOf(file) is { } fault)
        {
            return CommandResult.Refused($"\"{file}\" is no backup of a gateway: {fault}.");
        }

        try
        {
            var suffix = "before-" + now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
            var kept = SqliteFiles.Replace(storage.Directory, file, suffix);
            return CommandResult.Done(
                Path.Combine(storage.Directory, SqliteFiles.Name),
                kept is null ? "" : $"The old database is kept as \"{kept}\".");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            return CommandResult.Refused($"{exception.Message.TrimEnd('.')}.");
        }
    }
}
