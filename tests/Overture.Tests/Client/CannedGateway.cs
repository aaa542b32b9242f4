using System.Net;
using System.Text;
using Overture.Client;

namespace Overture.Tests.Client;

/// <summary>Answers from a queue and keeps the requests.</summary>
internal sealed class CannedGateway : HttpMessageHandler
{
    public const string ApiKey = "ovk_very-secret-key";

    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    public List<Request> Requests { get; } = [];

    public OvertureClient Client { get; }

    public CannedGateway(string baseAddress = "https://gateway.test")
    {
        Client = new OvertureClient(
            new HttpClient(this), new OvertureClientOptions { BaseAddress = new Uri(baseAddress), ApiKey = ApiKey });
    }

    public CannedGateway Answer(
        int status, string body, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        _answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status)
            {
                Content = new StringContent(body, Encoding.UTF8, contentType),
            };
            foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
            return response;
        });
        return this;
    }

    public CannedGateway Fail(Exception fault)
    {
        _answers.Enqueue(() => throw fault);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.ToDictionary(
            header => header.Key, header => string.Join(' ', header.Value), StringComparer.OrdinalIgnoreCase);
        var contentType = request.Content?.Headers.ContentType?.ToString();
        Requests.Add(new(request.Method, request.RequestUri!, headers, contentType, body));
        cancellationToken.ThrowIfCancellationRequested();
        return _answers.Dequeue()();
    }

    internal sealed record Request(
        HttpMethod Method, Uri Uri, Dictionary<string, string> Headers, string? ContentType, string? Body);
}
