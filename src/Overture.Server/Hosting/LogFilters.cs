using Microsoft.Extensions.Logging.Console;

namespace Overture.Server.Hosting;

/// <summary>Keeps the log to what an operator needs.</summary>
internal static class LogFilters
{
    public static void Apply(ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // A failed start is explained in one sentence; the host would log its stack trace before that.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Logs every failed database command with its stack; the code that needed the answer reports the failure.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        logging.AddFilter("Orleans", LogLevel.Warning);
        // Measures itself against a start it did not see, and so warns at every first start on a machine.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        // Warns with a stack when a caller leaves at the wrong moment.
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        // Logs each failed handshake with its stack; NodeAuthentication reports who was refused.
        logging.AddFilter("Orleans.Connections.Security", LogLevel.None);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        // Logs each failed attempt of a read with its stack; the outcome of the read is ours to report.
        logging.AddFilter("Polly", LogLevel.None);
        // Warns at each start that keys are stored unencrypted; docs/configuration.md says it once, with what to do.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    /// <summary>Keeps standard output for the command's result, which scripts read.</summary>
    public static void ApplyToCommand(ILoggingBuilder logging) =>
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace);
}
