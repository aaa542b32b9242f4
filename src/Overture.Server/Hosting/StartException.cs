namespace Overture.Server.Hosting;

/// <summary>What the process tells whoever started it.</summary>
internal enum ExitCode
{
    Stopped = 0,
    Fault = 1,
    Settings = 2,
    DataDirectory = 3,
    AddressInUse = 4,
}

/// <summary>The server cannot start; the message is written for the operator.</summary>
internal sealed class StartException(ExitCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public ExitCode Code => code;
}
