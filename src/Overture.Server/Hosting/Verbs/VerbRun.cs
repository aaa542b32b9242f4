using Overture.Server.Storage;

namespace Overture.Server.Hosting.Verbs;

/// <summary>Runs a verb on a store that is there already; a verb makes none.</summary>
internal static class VerbRun
{
    /// <exception cref="StartException">There is no such folder.</exception>
    public static void Require(string directory)
    {
        if (!Directory.Exists(directory))
            throw new StartException(ExitCode.DataDirectory, $"There is no data folder \"{directory}\"; name it with --data.");
    }

    public static async Task<ExitCode> RunAsync(Verb verb, Command command, IServiceProvider services)
    {
        if (verb.NeedsDatabase && !await services.GetRequiredService<Database>().IsCurrentAsync(CancellationToken.None))
        {
            throw new StartException(
                ExitCode.DataDirectory,
                "There is no database of this version here; start the server once, or name its data folder with --data "
                + $"or its database with {StorageOptions.Section}:{nameof(StorageOptions.PostgreSql)}.");
        }

        var result = await verb.RunAsync(command, services);
        if (result.Output.Length > 0) Console.WriteLine(result.Output);
        if (result.Remark.Length > 0) await Console.Error.WriteLineAsync(result.Remark);
        return result.Code;
    }
}
