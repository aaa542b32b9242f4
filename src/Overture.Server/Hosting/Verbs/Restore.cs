using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Overture.Server.Storage;
using Overture.Server.Storage.Sqlite;

namespace Overture.Server.Hosting.Verbs;

/// <summary>The one verb that needs the data folder for itself: a serving gateway would go on with the file it has open.</summary>
internal sealed class Restore : Verb
{
    public override string Name => "restore";

    public override string Operands => "FILE";

    public override string Meaning => "put a backup in the place of the SQLite database, which is kept; the gateway must be stopped";

    public override bool NeedsDatabase => false;

    public override Task<VerbResult> RunAsync(Command command, IServiceProvider services) => Task.FromResult(Run(
        command.Operands[0], services.GetRequiredService<IOptions<StorageOptions>>().Value,
        services.GetRequiredService<TimeProvider>().GetUtcNow()));

    private static VerbResult Run(string file, StorageOptions storage, DateTimeOffset now)
    {
        if (!string.IsNullOrEmpty(storage.PostgreSql))
            return VerbResult.Refused("The database is PostgreSQL; restore it with pg_restore, as docs/operations.md says.");
        if (!File.Exists(file)) return VerbResult.Refused($"There is no file \"{file}\".");
        using var claim = DataDirectory.Claim(storage.Directory);
        if (SqliteFiles.FaultOf(file) is { } fault) return VerbResult.Refused($"\"{file}\" is no backup of a gateway: {fault}.");
        try
        {
            var kept = SqliteFiles.Replace(
                storage.Directory, file, "before-" + now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
            return VerbResult.Done(
                Path.Combine(storage.Directory, SqliteFiles.Name), kept is null ? "" : $"What was there is kept as \"{kept}\".");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            return VerbResult.Refused($"{exception.Message.TrimEnd('.')}.");
        }
    }
}
