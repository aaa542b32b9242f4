using System.Buffers;
using System.Net;

namespace Overture.Connectors.WebSession.Replies;

/// <summary>A response body, read completely into a pooled buffer. Lives as long as its response.</summary>
internal sealed class PooledBody : HttpContent
{
    /// <summary>Far above any real answer; reading stops there.</summary>
    public const int MaxLength = 1024 * 1024;

    private const int FirstBuffer = 16 * 1024;

    private byte[]? _buffer;
    private int _length;

    /// <summary>The body; empty when <see cref="IsOversized"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => IsOversized ? default : _buffer.AsMemory(0, _length);

    public bool IsOversized { get; private set; }

    public static async Task<PooledBody> ReadAsync(HttpContent source, CancellationToken cancellationToken)
    {
        var body = new PooledBody();
        try
        {
            await body.FillAsync(source, cancellationToken);
            foreach (var header in source.Headers.NonValidated)
            {
                body.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        stream.WriteAsync(Bytes, CancellationToken.None).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = Bytes.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer) ArrayPool<byte>.Shared.Return(buffer);
        base.Dispose(disposing);
    }

    private async Task FillAsync(HttpContent source, CancellationToken cancellationToken)
    {
        var announced = source.Headers.ContentLength ?? FirstBuffer;
        IsOversized = announced > MaxLength;
        if (IsOversized || announced == 0) return;
        // One byte more than announced, so the last read sees the end without growing the buffer.
        _buffer = ArrayPool<byte>.Shared.Rent((int)announced + 1);
        await using var stream = await source.ReadAsStreamAsync(cancellationToken);
        while (await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken) is > 0 and var read)
        {
            _length += read;
            if (_length > MaxLength)
            {
                IsOversized = true;
                return;
            }

            if (_length == _buffer.Length) Grow();
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer!.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
