namespace Overture.Sandbox;

internal sealed partial class SandboxRouter
{
    [LoggerMessage(1, LogLevel.Debug, "The client disconnected before its answer.", EventName = "sandbox.client_gone")]
    private static partial void LogGone(ILogger logger);

    [LoggerMessage(2, LogLevel.Error, "A request to the sandbox failed.", EventName = "sandbox.request_failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
