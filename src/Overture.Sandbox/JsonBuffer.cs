using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Overture.Sandbox;

/// <summary>
/// The thread's own JSON writer, so an answer allocates nothing. Never await between Rent and WriteTo: another request
/// on the thread would take the same writer.
/// </summary>
internal sealed class JsonBuffer
{
    private const int InitialCapacity = 8192;

    [ThreadStatic]
    private static JsonBuffer? _current;

    private readonly ArrayBufferWriter<byte> _bytes = new(InitialCapacity);

    private JsonBuffer() => Writer = new Utf8JsonWriter(
        _bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public Utf8JsonWriter Writer { get; }

    public static JsonBuffer Rent()
    {
        var buffer = _current ??= new JsonBuffer();
        buffer._bytes.ResetWrittenCount();
        buffer.Writer.Reset();
        return buffer;
    }

    /// <summary>Hands the document to the response; the server flushes it when the handler returns.</summary>
    public void WriteTo(HttpResponse response, int status, string contentType)
    {
        Writer.Flush();
        WriteBytes(response, status, contentType, _bytes.WrittenSpan);
    }

    public static void WriteBytes(HttpResponse response, int status, string contentType, ReadOnlySpan<byte> body)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.BodyWriter.Write(body);
    }
}
