using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>Sends one request and reads its answer. It never retries.</summary>
internal sealed class GatewayConnection(HttpClient http, Uri baseAddress, string apiKey)
{
    private static readonly ProductInfoHeaderValue UserAgent = new("Overture.Client", ReadVersion());

    // Without the final slash, resolving "v2/…" would replace the last segment of the path.
    private readonly Uri _root = new(baseAddress.AbsoluteUri.TrimEnd('/') + "/");

    public Task<OvertureResult<TData>> GetAsync<TData>(string path, CancellationToken cancellationToken)
        where TData : class =>
        SendAsync<TData>(HttpMethod.Get, path, null, null, cancellationToken);

    public Task<OvertureResult<TData>> PostAsync<TBody, TData>(
        string path, TBody body, string? idempotencyKey, CancellationToken cancellationToken)
        where TData : class
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, AnswerJson.TypeOf<TBody>()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return SendAsync<TData>(HttpMethod.Post, path, content, idempotencyKey, cancellationToken);
    }

    private async Task<OvertureResult<TData>> SendAsync<TData>(
        HttpMethod method, string path, HttpContent? content, string? idempotencyKey,
        CancellationToken cancellationToken)
        where TData : class
    {
        using var request = new HttpRequestMessage(method, new Uri(_root, path)) { Content = content };
        request.Headers.UserAgent.Add(UserAgent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation(HeaderNames.ApiKey, apiKey);
        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation(HeaderNames.IdempotencyKey, idempotencyKey);
        }

        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return AnswerReader.Read<TData>(response, body);
    }

    private static string ReadVersion() =>
        typeof(GatewayConnection).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
