using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Overture.Server.Hosting.Verbs;

namespace Overture.Server.Hosting;

/// <summary>Runs the server until it is told to stop, or does what a verb asks; a start that fails says why in one sentence.</summary>
internal static class ServerRun
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (CommandLine.AsksForHelp(args))
        {
            Console.WriteLine(CommandLine.Usage);
            return (int)ExitCode.Stopped;
        }

        try
        {
            await using var app = ServerHost.Build(args);
            var command = Command.Of(args);
            if (command.Verb is { } verb) return (int)await VerbRun.RunAsync(verb, command, app.Services);
            ListenAddresses.Probe(app.Configuration);
            await app.RunAsync();
            return (int)ExitCode.Stopped;
        }
        catch (StartException exception)
        {
            return Tell(exception.Code, exception.Message);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            return Tell(ExitCode.AddressInUse, $"{exception.Message.TrimEnd('.')}. Choose another with --{ListenAddresses.Key}.");
        }
        catch (OperationCanceledException)
        {
            // Told to stop while it still waited to start.
            return (int)ExitCode.Stopped;
        }
        catch (Exception exception) when (DatabaseFault(exception) is { } fault)
        {
            return Tell(ExitCode.DataDirectory, $"The database cannot be used: {fault.Message.TrimEnd('.')}.");
        }
        catch (SocketException exception)
        {
            return Tell(
                ExitCode.AddressInUse,
                $"The address to listen on cannot be used: {exception.Message}. Choose another with --{ListenAddresses.Key}.");
        }
        catch (Exception exception)
        {
            // Nobody foresaw it, so everything known is told, and the exit code says that it was no orderly stop.
            return Tell(ExitCode.Fault, exception.ToString());
        }
    }

    /// <summary>What the driver said, however deep the layers above it have wrapped it.</summary>
    private static DbException? DatabaseFault(Exception? exception) =>
        exception is null ? null : exception as DbException ?? DatabaseFault(exception.InnerException);

    private static int Tell(ExitCode code, string message)
    {
        Console.Error.WriteLine(message);
        return (int)code;
    }
}
