using Overture.Connectors.WebSession.Replies;

namespace Overture.Connectors.WebSession;

/// <summary>
/// Reads the body within its attempt. It stands below the retries, so a body that stalls runs into the attempt's
/// time-out, and a body that breaks off is requested again, like an answer that never began.
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
