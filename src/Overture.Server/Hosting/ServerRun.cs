using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Npgsql;
using Overture.Server.Hosting.Commands;

namespace Overture.Server.Hosting;

/// <summary>
/// Runs a command, or serves until the process is stopped. A start that fails prints one sentence and ends with an exit
/// code of its own.
/// </summary>
internal static class ServerRun
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = CommandLine.Parse(args);
        if (CommandLine.PrintHelp(arguments)) return (int)ExitCode.Stopped;
        try
        {
            await using var app = ServerHost.Build(arguments);
            if (arguments.Command is { } command)
            {
                return (int)await CommandRun.RunAsync(command, arguments.Line, app.Services);
            }

            ListenAddresses.Probe(app.Configuration);
            await app.RunAsync();
            return (int)ExitCode.Stopped;
        }
        catch (OperationCanceledException)
        {
            // The process was stopped before the start was complete.
            return (int)ExitCode.Stopped;
        }
        catch (Exception exception)
        {
            var (code, message) = Explain(exception);
            await Console.Error.WriteLineAsync(message);
            return (int)code;
        }
    }

    private static (ExitCode Code, string Message) Explain(Exception exception) => exception switch
    {
        StartException start => (start.Code, start.Message),
        IOException { InnerException: AddressInUseException } => (
            ExitCode.AddressInUse,
            $"{exception.Message.TrimEnd('.')}. Choose another with --{ListenAddresses.Key}."),
        _ when DatabaseFault(exception) is { } fault => (
            ExitCode.DataDirectory, $"The database cannot be used: {TextOf(fault).TrimEnd('.')}."),
        SocketException => (
            ExitCode.AddressInUse,
            $"The address to listen on cannot be used: {exception.Message}. "
            + $"Choose another with --{ListenAddresses.Key}."),
        // A fault of the gateway: print all there is.
        _ => (ExitCode.Fault, exception.ToString()),
    };

    // PostgreSQL's message can go on with the position of the fault in a statement, on lines of its own.
    private static string TextOf(DbException fault) => fault is PostgresException postgres
        ? $"{postgres.SqlState}: {postgres.MessageText}"
        : fault.Message;

    /// <summary>The driver's exception, however deep the layers above have wrapped it.</summary>
    private static DbException? DatabaseFault(Exception? exception) =>
        exception is null ? null : exception as DbException ?? DatabaseFault(exception.InnerException);
}
