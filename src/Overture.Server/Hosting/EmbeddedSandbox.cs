using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession;
using Overture.Sandbox;
using Overture.Server.Storage;

namespace Overture.Server.Hosting;

/// <summary>Starts the sandbox before anything asks for it, and stops it after everything that may still be asking.</summary>
internal sealed class EmbeddedSandbox(
    IOptions<SandboxSettings> settings, IOptions<StorageOptions> storage, IOptions<WebSessionOptions> webSession)
    : IHostedService, IAsyncDisposable
{
    private WebApplication? _sandbox;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!settings.Value.Enabled) return;
        try
        {
            _sandbox = SandboxHost.Build(new SandboxOptions
            {
                Url = settings.Value.Url.ToString(),
                DataDirectory = storage.Value.Directory,
            });
            await _sandbox.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            // The sandbox says in one sentence which of the two it cannot use.
            var code = exception.InnerException is AddressInUseException ? ExitCode.AddressInUse : ExitCode.DataDirectory;
            throw new StartException(code, exception.Message, exception);
        }

        // The connector speaks to the sandbox we started, also when it was told to take any free port.
        webSession.Value.BaseAddress = new Uri(_sandbox.Urls.First());
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        _sandbox?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null) await _sandbox.DisposeAsync();
    }
}
