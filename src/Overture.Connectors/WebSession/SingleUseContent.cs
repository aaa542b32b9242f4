using System.Net;

namespace Overture.Connectors.WebSession;

/// <summary>
/// A request body that leaves at most once, whatever the layers below decide to try again. Over HTTP/1.1 the handler keeps
/// the request's head in its buffer until the body begins to be written, so this flag also tells whether anything at
/// all can have left the process.
/// </summary>
internal sealed class SingleUseContent : HttpContent
{
    private const int Fresh = 0;
    private const int Started = 1;
    private const int Sealed = 2;

    private readonly ReadOnlyMemory<byte> _body;
    private readonly Func<bool> _mayLeave;
    private int _state = Fresh;

    public SingleUseContent(ReadOnlyMemory<byte> body, string contentType, Func<bool> mayLeave)
    {
        _body = body;
        _mayLeave = mayLeave;
        Headers.TryAddWithoutValidation("Content-Type", contentType);
    }

    /// <summary>
    /// Forbids the body to leave from now on. True: it never left and never will. False: it began to leave, so it may have
    /// arrived.
    /// </summary>
    public bool TrySeal() => Interlocked.CompareExchange(ref _state, Sealed, Fresh) != Started;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // Asked before the claim: a cancelled call must not count as perhaps sent when nothing was written yet.
        cancellationToken.ThrowIfCancellationRequested();
        // And here, as late as can be: a process that was stopped on its way wakes up in front of this line. The clock on the
        // wall has gone on meanwhile, while a timer may not have.
        if (!_mayLeave()) throw new InvalidOperationException("It is too late for this request body to leave.");
        if (Interlocked.CompareExchange(ref _state, Started, Fresh) != Fresh)
            throw new InvalidOperationException("This request body has already left or may no longer leave.");
        await stream.WriteAsync(_body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
