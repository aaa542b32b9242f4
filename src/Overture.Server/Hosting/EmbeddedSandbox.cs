using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession;
using Overture.Sandbox;
using Overture.Server.Http;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting;

/// <summary>
/// The sandbox inside the server: it starts before anything calls it and stops after its last caller. It gives the
/// connector its address, which is known only once it listens.
/// </summary>
internal sealed class EmbeddedSandbox(
    IOptions<SandboxSettings> settings, IOptions<StorageOptions> storage, IOptions<WebSessionOptions> webSession,
    IOptions<HttpOptions> http)
    : IHostedService, IWebSessionAddress, IAsyncDisposable
{
    private WebApplication? _sandbox;
    private Uri? _listening;

    /// <summary>The sandbox's address if the server has one, else the configured address.</summary>
    public Uri BaseAddress => settings.Value.Enabled ? _listening ?? settings.Value.Url : webSession.Value.BaseAddress;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!settings.Value.Enabled) return;
        try
        {
            _sandbox = SandboxHost.Build(new SandboxOptions
            {
                Url = settings.Value.Url.ToString(),
                DataDirectory = storage.Value.Directory,
                AllowedHosts = http.Value.HostNames,
            });
            await _sandbox.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            // The sandbox's message names what it cannot use: the folder or the port.
            var code = exception.InnerException is AddressInUseException
                ? ExitCode.AddressInUse
                : ExitCode.DataDirectory;
            throw new StartException(code, exception.Message, exception);
        }

        _listening = new Uri(_sandbox.Urls.First());
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        _sandbox?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null) await _sandbox.DisposeAsync();
    }
}
