using Overture.Sandbox.Network;

namespace Overture.Sandbox;

/// <summary>Registered before the web server and therefore stopped after it: what was taken in still reaches the disk.</summary>
internal sealed class NetworkLifetime(SandboxNetwork network) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => network.StopAsync();
}
