using Microsoft.Extensions.Options;

namespace Overture.Connectors.WebSession;

/// <summary>
/// The only way out for a send. It creates its own handler instead of using the client factory, so no default that a
/// host adds to every client, such as a standard retry, can reach it.
/// </summary>
internal sealed class SendChannel(IOptions<WebSessionOptions> options) : IDisposable
{
    private readonly HttpMessageInvoker _invoker =
        new(new BodyReadingHandler { InnerHandler = UpstreamHandlers.CreateForSends() });

    private readonly TimeSpan _timeout = options.Value.SendTimeout;

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Real time, as in the reads' pipeline: a socket does not follow a test's clock.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_timeout);
        return await _invoker.SendAsync(request, deadline.Token);
    }

    public void Dispose() => _invoker.Dispose();
}
