using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

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
            if (args is [CheckLedger.Verb, ..]) return (int)await CheckLedger.RunAsync(app);
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
        catch (DbException exception)
        {
            return Tell(ExitCode.DataDirectory, $"The database cannot be used: {exception.Message.TrimEnd('.')}.");
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

    private static int Tell(ExitCode code, string message)
    {
        Console.Error.WriteLine(message);
        return (int)code;
    }
}
