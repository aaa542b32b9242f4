using System.Text;

namespace Overture.Connectors.WebSession.Replies;

/// <summary>An answer with its body read: as HTTP and, if it is JSON, as a document.</summary>
internal sealed class Reply : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly PooledBody _body;

    public Reply(HttpResponseMessage response)
    {
        _response = response;
        _body = (PooledBody)response.Content;
        Document = IsHtml ? null : ReplyDocument.TryParse(_body.Bytes);
    }

    public int Status => (int)_response.StatusCode;

    public bool IsSuccess => _response.IsSuccessStatusCode;

    /// <summary>The body as JSON; null for anything else.</summary>
    public ReplyDocument? Document { get; }

    public Uri? RequestUri => _response.RequestMessage?.RequestUri;

    public bool IsHtml =>
        ContentType.Contains("html", StringComparison.OrdinalIgnoreCase)
        || _body.Bytes.Span.TrimStart("\uFEFF \t\r\n"u8).StartsWith("<"u8);

    /// <summary>A redirect's target; null without a valid one.</summary>
    public Uri? Location =>
        Header("Location") is { } location && Uri.TryCreate(RequestUri, location, out var target) ? target : null;

    /// <summary>True when the answer deletes the session's cookie.</summary>
    public bool DropsSession =>
        _response.Headers.NonValidated.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(DeletesSession);

    /// <summary>The body as text, to tell pages apart.</summary>
    public string Text => Encoding.UTF8.GetString(_body.Bytes.Span);

    /// <summary>The answer's shape, without any value.</summary>
    public string Sample =>
        _body.IsOversized ? "oversized"
        : Document is not null ? JsonShape.Describe(Document.Root)
        : $"{(IsHtml ? "html" : _body.Bytes.IsEmpty ? "empty" : "not json")} {_body.Bytes.Length} bytes";

    private string ContentType =>
        _body.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : "";

    /// <summary>The time named by Retry-After, or null.</summary>
    public DateTimeOffset? RetryAt(DateTimeOffset now) => _response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => now + delta,
        { Date: { } date } => date,
        _ => null,
    };

    public void Dispose()
    {
        Document?.Dispose();
        _response.Dispose();
    }

    private string? Header(string name) =>
        _response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static bool DeletesSession(string cookie)
    {
        if (!cookie.StartsWith("li_at=", StringComparison.OrdinalIgnoreCase)) return false;
        var value = cookie["li_at=".Length..].Split(';')[0].Trim('"', ' ');
        return value.Length == 0
            || value.StartsWith("delete", StringComparison.OrdinalIgnoreCase)
            || cookie.Contains("Max-Age=0", StringComparison.OrdinalIgnoreCase)
            || cookie.Contains("1970", StringComparison.Ordinal);
    }
}
