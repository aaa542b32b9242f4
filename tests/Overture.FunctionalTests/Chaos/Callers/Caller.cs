using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Chaos.Callers;

/// <summary>
/// A client as it should be: keeps asking, with the same key and the same body, until it has a definite answer, each
/// time whichever node is ready. Now and then it is impatient and hangs up before the answer.
/// </summary>
internal sealed class Caller(LoadBalancer nodes, CallBook book, int seed) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly Random _random = new(seed);

    /// <summary>Asks until the answer is definite, but not oftener than <paramref name="tries"/> times.</summary>
    public async Task InsistAsync(ChaosRequest request, int tries, CancellationToken cancellationToken)
    {
        for (var tried = 0; tried < tries && !cancellationToken.IsCancellationRequested; tried++)
        {
            var patience = Draw(0, 8) == 0 ? TimeSpan.FromMilliseconds(Draw(100, 1500)) : Patience;
            var call = await AskAsync(request, patience);
            if (call.Reason is "session_expired" or "challenge_required" or "account_restricted")
            {
                await ConnectAsync(request.Pair.Token, cancellationToken);
            }

            if (call.IsDefinite) return;
            await PauseAsync(100, 600, cancellationToken);
        }
    }

    /// <summary>One message; everything that can become of it is a record, never an exception.</summary>
    public async Task<Call> AskAsync(ChaosRequest request, TimeSpan patience)
    {
        var node = nodes.Next();
        var call = new Call(request, TimeProvider.System.GetUtcNow(), default) { Node = node };
        using var deadline = new CancellationTokenSource(patience, TimeProvider.System);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(node, "/v2/network"))
            {
                Content = new StringContent(request.Body, Encoding.UTF8, "application/json"),
            };
            message.Headers.Add("x-api-key", Gateway.Key);
            if (request.Key is not null) message.Headers.Add("Idempotency-Key", request.Key);
            using var response = await _http.SendAsync(message, deadline.Token);
            call = call with
            {
                Status = (int)response.StatusCode,
                Body = await response.Content.ReadAsByteArrayAsync(deadline.Token),
                IsReplayed = response.Headers.Contains("Idempotency-Replayed"),
            };
        }
        catch (Exception exception)
            when (exception is HttpRequestException or OperationCanceledException or IOException)
        {
            call = call with { Status = null, Failure = exception.GetType().Name };
            if (exception is not OperationCanceledException) nodes.Leave(node);
        }

        call = call with { EndedAt = TimeProvider.System.GetUtcNow() };
        book.Add(call);
        return call;
    }

    /// <summary>Connects an account, again if it must be; null while the gateway does not manage to.</summary>
    public async Task<string?> ConnectAsync(string token, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(nodes.Next(), "/v2/login"))
        {
            Content = JsonContent.Create(new JsonObject { ["platform"] = "linkedin", ["login_token"] = token }),
        };
        message.Headers.Add("x-api-key", Gateway.Key);
        try
        {
            using var response = await _http.SendAsync(message, cancellationToken);
            var json = await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
            return json?["data"]?["account_id"]?.GetValue<string>();
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    public async Task PauseAsync(int fromMilliseconds, int toMilliseconds, CancellationToken cancellationToken)
    {
        try
        {
            var pause = TimeSpan.FromMilliseconds(Draw(fromMilliseconds, toMilliseconds));
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The run is over; whoever waited notices by itself.
        }
    }

    public void Dispose() => _http.Dispose();

    private int Draw(int from, int to)
    {
        lock (_random) return _random.Next(from, to);
    }
}
