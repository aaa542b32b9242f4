using System.Net;

namespace Overture.Connectors.WebSession;

/// <summary>
/// A request body that leaves at most once, even if a layer below retries. Over HTTP/1.1 the handler buffers the
/// request's head until the body begins, so the state also says whether any byte can have left the process.
/// </summary>
internal sealed class SingleUseContent : HttpContent
{
    private const int Fresh = 0;
    private const int Started = 1;
    private const int Sealed = 2;

    private readonly ReadOnlyMemory<byte> _body;
    private readonly Func<bool> _isInTime;
    private int _state = Fresh;

    public SingleUseContent(ReadOnlyMemory<byte> body, string contentType, Func<bool> isInTime)
    {
        _body = body;
        _isInTime = isInTime;
        Headers.TryAddWithoutValidation("Content-Type", contentType);
    }

    /// <summary>
    /// Stops the body from leaving. True: it never left and never will. False: it began to leave and might have
    /// arrived.
    /// </summary>
    public bool TrySeal() => Interlocked.CompareExchange(ref _state, Sealed, Fresh) != Started;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // Before the claim: a cancelled call that wrote nothing must not count as perhaps sent.
        cancellationToken.ThrowIfCancellationRequested();
        // As late as possible: a suspended process wakes up before this line. The wall clock has moved on meanwhile; a
        // timer possibly has not.
        if (!_isInTime()) throw new InvalidOperationException("The deadline for this request body has passed.");
        if (Interlocked.CompareExchange(ref _state, Started, Fresh) != Fresh)
        {
            throw new InvalidOperationException("This request body has already left or is sealed.");
        }

        await stream.WriteAsync(_body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
