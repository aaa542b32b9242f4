using System.CommandLine;
using Microsoft.Extensions.Options;
using Overture.Server.Storage;
using Overture.Server.Storage.Sqlite;

namespace Overture.Server.Hosting.Commands;

internal sealed class BackupCommand : OperatorCommand
{
    private readonly Argument<string> _file = new("FILE");

    public BackupCommand()
        : base("backup", "Copy the SQLite database to a new file; the gateway can go on serving") =>
        Arguments.Add(_file);

    public override Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services) => Task.FromResult(
        Run(line.GetRequiredValue(_file), services.GetRequiredService<IOptions<StorageOptions>>().Value));

    private static CommandResult Run(string file, StorageOptions storage)
    {
        if (!string.IsNullOrEmpty(storage.PostgreSql))
        {
            return CommandResult.Refused(
                "The database is PostgreSQL; copy it with pg_dump, as docs/operations.md says.");
        }

        try
        {
            SqliteFiles.CopyTo(storage.Directory, file);
            var keys = Path.Combine(storage.Directory, DataDirectory.Keys);
            return CommandResult.Done(
                file, $"The file does not contain the keys; copy \"{keys}\" to another place.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CommandResult.Refused($"{exception.Message.TrimEnd('.')}; nothing was written.");
        }
    }
}
