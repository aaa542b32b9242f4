using Overture.Sandbox.Network;

namespace Overture.Sandbox;

/// <summary>
/// Stops the network. It is registered before the web server and so stops after it: accepted invitations reach the
/// disk.
/// </summary>
internal sealed class NetworkLifetime(SandboxNetwork network) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => network.StopAsync();
}
