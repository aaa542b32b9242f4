using System.CommandLine;
using Overture.Server.Storage;

namespace Overture.Server.Hosting.Commands;

/// <summary>Runs a command on a store that exists already; a command creates none.</summary>
internal static class CommandRun
{
    /// <exception cref="StartException">The database does not exist or has another version's schema.</exception>
    public static async Task<ExitCode> RunAsync(OperatorCommand command, ParseResult line, IServiceProvider services)
    {
        if (command.NeedsDatabase
            && !await services.GetRequiredService<Database>().IsCurrentAsync(CancellationToken.None))
        {
            throw new StartException(
                ExitCode.DataDirectory,
                "There is no database of this version here; start the server once, or name its data folder with "
                + $"--data or its database with {StorageOptions.Section}:{nameof(StorageOptions.PostgreSql)}.");
        }

        var result = await command.RunAsync(line, services);
        await PrintAsync(result);
        return result.Code;
    }

    private static async Task PrintAsync(CommandResult result)
    {
        if (result.Output.Length > 0) await Console.Out.WriteLineAsync(result.Output);
        if (result.Remark.Length > 0) await Console.Error.WriteLineAsync(result.Remark);
    }
}
