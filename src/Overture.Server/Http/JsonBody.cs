using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Overture.Client.Contract;

namespace Overture.Server.Http;

/// <summary>Reads a request's body as one JSON object, or says exactly why it is not one.</summary>
internal static class JsonBody
{
    private const string Encoded =
        "The body is compressed or otherwise encoded (Content-Encoding); send it as plain JSON.";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <returns>The parsed body, which the caller disposes, or a refusal.</returns>
    public static async Task<(JsonDocument? Body, Refusal? Refusal)> ReadAsync(HttpContext http, int maxBytes)
    {
        if (!IsJson(http)) return (null, new Refusal(Reason.UnsupportedMediaType));
        if (IsEncoded(http)) return (null, new Refusal(Reason.UnsupportedMediaType, Encoded));
        if (http.Request.ContentLength > maxBytes) return (null, TooLarge(maxBytes));

        try
        {
            return await ReadToEndAsync(http.Request.BodyReader, maxBytes);
        }
        catch (IOException exception) when (exception is not (BadHttpRequestException or ConnectionResetException))
        {
            // The web server's own reader of chunks throws it bare when a chunk's size overflows. It must not go on to
            // look for the next request.
            http.Response.Headers.Connection = "close";
            return Malformed("The chunks of the body cannot be read.");
        }
    }

    // Without a token: a caller who leaves ends the read by itself, and a read that is given up while it waits is in
    // the way of the web server's own.
    private static async Task<(JsonDocument? Body, Refusal? Refusal)> ReadToEndAsync(PipeReader reader, int maxBytes)
    {
        while (true)
        {
            var read = await reader.ReadAsync(CancellationToken.None);
            var buffer = read.Buffer;
            if (buffer.Length > maxBytes)
            {
                reader.AdvanceTo(buffer.End);
                return (null, TooLarge(maxBytes));
            }

            if (read.IsCompleted)
            {
                // The sequence goes back to the pipe; the document must own what it reads lazily.
                var bytes = buffer.ToArray();
                reader.AdvanceTo(buffer.End);
                return Parse(bytes);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static (JsonDocument? Body, Refusal? Refusal) Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.StartsWith(ByteOrderMark)) bytes = bytes[ByteOrderMark.Length..];
        if (bytes.Length == 0) return Malformed("The request has no body; it must be one JSON object.");
        // The parser looks into texts only when they are asked for.
        if (!Utf8.IsValid(bytes.Span)) return Malformed("The body is not valid UTF-8.");
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(bytes, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Malformed("The body is JSON, but not an object.");
            }

            // Half of a surrogate pair can only be written as an escape; it passes the parser and fails when it is
            // read.
            if (bytes.Span.IndexOf("\\u"u8) >= 0) Touch(document.RootElement);
            var body = document;
            document = null;
            return (body, null);
        }
        catch (JsonException exception)
        {
            // Position only: the parser's own text repeats parts of the body.
            var place = exception.LineNumber is { } line
                ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})"
                : "";
            return Malformed($"The body is not valid JSON, or names a key twice{place}.");
        }
        catch (InvalidOperationException)
        {
            return Malformed("The body holds text that is not valid Unicode: half of a surrogate pair.");
        }
        finally
        {
            document?.Dispose();
        }
    }

    /// <summary>Reads every name and text once.</summary>
    /// <exception cref="InvalidOperationException">One of them is not text.</exception>
    private static void Touch(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Touch(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Touch(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }

    private static bool IsJson(HttpContext http)
    {
        var request = http.Request;
        if (string.IsNullOrEmpty(request.ContentType))
        {
            return http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true };
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return false;
        return IsUtf8(type) && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
    }

    // "utf8" is no registered name, but many clients write it.
    private static bool IsUtf8(MediaTypeHeaderValue type)
    {
        if (!type.Charset.HasValue) return true;
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsEncoded(HttpContext http) =>
        http.Request.Headers.ContentEncoding is { Count: > 0 } encodings
        && encodings.Any(encoding => !"identity".Equals(encoding, StringComparison.OrdinalIgnoreCase));

    private static (JsonDocument? Body, Refusal? Refusal) Malformed(string message) =>
        (null, new Refusal(Reason.MalformedBody, message));

    private static Refusal TooLarge(int maxBytes) => new(
        Reason.BodyTooLarge,
        FormattableString.Invariant($"The body is larger than the {maxBytes:N0} bytes this gateway accepts."));
}
