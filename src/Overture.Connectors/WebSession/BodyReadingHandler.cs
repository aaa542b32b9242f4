using Overture.Connectors.WebSession.Replies;

namespace Overture.Connectors.WebSession;

/// <summary>
/// Reads the body within the attempt that asked for it. Placed below the retries, so a body that stalls meets the
/// attempt's time-out and one that is cut is asked for again, like an answer that never began.
/// </summary>
internal sealed class BodyReadingHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var wire = response.Content;
            response.Content = await PooledBody.ReadAsync(wire, cancellationToken);
            wire.Dispose();
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
