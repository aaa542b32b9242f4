using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Overture.Client.Contract;
using Overture.Server.Telemetry;

namespace Overture.Server.Http;

/// <summary>
/// Puts what the web server itself answers to a request that it cannot read (a bad request line, a path with %00,
/// headers that are too large) into the contract's envelope. The application never sees such a request, so this stands
/// between the web server and the connection. On an https listener it sees encrypted bytes and changes nothing.
/// </summary>
internal sealed class BareAnswers(TimeProvider time, Instruments instruments)
{
    public ConnectionDelegate Wrap(ConnectionDelegate next) => async connection =>
    {
        var transport = connection.Transport;
        connection.Transport = new WrappedTransport(transport.Input, new AnswerWriter(transport.Output, Replace));
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    };

    private byte[]? Replace(ReadOnlySpan<byte> written)
    {
        if (BareAnswer.Parse(written) is not { } bare) return null;
        instruments.Refused(Reason.MalformedRequest);
        var refusal = new Refusal(Reason.MalformedRequest, bare.Message);
        var body = Answers.Refused(refusal, Answers.Free(time, action: null)).Body;
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            {bare.Head}
            Content-Length: {body.Length}
            Connection: close
            Content-Type: {Answers.ContentType}
            Cache-Control: no-store
            X-Content-Type-Options: nosniff
            {HeaderNames.RequestId}: {RequestId.New()}


            """).ReplaceLineEndings("\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private sealed class WrappedTransport(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }

    /// <summary>Passes on what is written, or what replaces it.</summary>
    private sealed class AnswerWriter(PipeWriter inner, AnswerWriter.Replacement replace) : PipeWriter
    {
        private Memory<byte> _lent;

        public delegate byte[]? Replacement(ReadOnlySpan<byte> written);

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => _lent = inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            if (replace(_lent.Span[..bytes]) is { } other)
            {
                // What is not advanced over is not sent. A bare answer is one piece, and the last on its connection.
                inner.Write(other);
                _lent = default;
                return;
            }

            inner.Advance(bytes);
            // The web server may go on in the same memory.
            _lent = _lent[bytes..];
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            inner.FlushAsync(cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
