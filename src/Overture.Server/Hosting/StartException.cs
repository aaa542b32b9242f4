namespace Overture.Server.Hosting;

/// <summary>The server cannot start; the message is written for the operator.</summary>
internal sealed class StartException(ExitCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public ExitCode Code => code;
}
