using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors.WebSession;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Http;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.Server.Accounts;

/// <summary>
/// Connects the sandbox workspace's first account, once. With a sandbox elsewhere that does not answer yet it goes on
/// trying while the server already serves.
/// </summary>
internal sealed partial class SandboxAccount(
    Login login, Database database, IOptions<WebSessionOptions> webSession, IWebSessionAddress address,
    TimeProvider time, ILogger<SandboxAccount> logger) : BackgroundService
{
    public const long Id = RowKey.Sandbox;
    public const string Token = "sandbox-1";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        // The first request may come as soon as the server listens; with a sandbox that answers, the account is there.
        await _tried.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!await TryConnectAsync(stoppingToken))
            {
                _tried.TrySetResult();
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        finally
        {
            _tried.TrySetResult();
        }
    }

    private async Task<bool> TryConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ConnectAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception);
            return false;
        }
    }

    private async Task<bool> ConnectAsync(CancellationToken cancellationToken)
    {
        // A token of the sandbox has no business at a real platform.
        if (!webSession.Value.IsLoopback) return true;
        if (await AccountTable.FindAsync(database, SandboxWorkspace.Id, Id, cancellationToken) is not null) return true;
        var connected = await login.ConnectAsync(
            new Caller(SandboxWorkspace.Id, RowKey.Sandbox),
            new LoginRequest { Platform = Login.PlatformName, LoginToken = Token, AccountName = "Sandbox account" },
            Id, cancellationToken);
        if (connected.Refusal is not { } refusal) return true;
        LogNotConnected(address.BaseAddress, Reasons.NameOf(refusal.Reason));
        return false;
    }

    [LoggerMessage(
        5002, LogLevel.Error, "Connecting the sandbox account failed; it is tried again",
        EventName = "account.sandbox_failed")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(
        5001, LogLevel.Warning, "The sandbox account could not be connected at {Address} yet: {Reason}",
        EventName = "account.sandbox_not_connected")]
    private partial void LogNotConnected(Uri address, string reason);
}
