using Microsoft.Extensions.Options;
using Overture.Server.Storage;
using Overture.Server.Storage.Sqlite;

namespace Overture.Server.Hosting.Verbs;

internal sealed class Backup : Verb
{
    public override string Name => "backup";

    public override string Operands => "FILE";

    public override string Meaning => "copy the SQLite database to a new file, beside a serving gateway or without one";

    public override Task<VerbResult> RunAsync(Command command, IServiceProvider services) =>
        Task.FromResult(Run(command.Operands[0], services.GetRequiredService<IOptions<StorageOptions>>().Value));

    private static VerbResult Run(string file, StorageOptions storage)
    {
        if (!string.IsNullOrEmpty(storage.PostgreSql))
            return VerbResult.Refused("The database is PostgreSQL; copy it with pg_dump, as docs/operations.md says.");
        try
        {
            SqliteFiles.CopyTo(storage.Directory, file);
            return VerbResult.Done(file, $"The keys are not in it; copy \"{Path.Combine(storage.Directory, DataDirectory.Keys)}\" to another place.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return VerbResult.Refused($"{exception.Message.TrimEnd('.')}; nothing was written.");
        }
    }
}
