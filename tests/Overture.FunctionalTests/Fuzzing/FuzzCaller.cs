using System.Net;
using System.Net.Sockets;

namespace Overture.FunctionalTests.Fuzzing;

/// <summary>Sends an input over a connection of its own and takes what comes back until the server closes it.</summary>
internal sealed class FuzzCaller(int port)
{
    /// <summary>Longer than the server gives a caller for its head or its body.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    /// <summary>
    /// The bytes that came, none if the caller hung up; null when the connection stayed open: a hang.
    /// </summary>
    public async Task<byte[]?> SendAsync(FuzzInput input, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Longest);
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
        var stream = client.GetStream();
        try
        {
            var writing = WriteAsync(client, input, patience.Token);
            if (input.HangsUp)
            {
                await writing;
                // A reset, as when a process dies.
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                return [];
            }

            var received = await ReadAsync(stream, patience.Token);
            await writing;
            return received;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task WriteAsync(TcpClient client, FuzzInput input, CancellationToken cancellationToken)
    {
        try
        {
            await client.GetStream().WriteAsync(input.Bytes, cancellationToken);
            // Nothing more comes: the server need not wait for the rest of what is not whole.
            if (input.IsBroken) client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // A server may answer and close before it has read everything.
        }
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using var received = new MemoryStream();
        var buffer = new byte[16_384];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                received.Write(buffer, 0, read);
            }
        }
        catch (IOException)
        {
            // Reset: what has come is what there is.
        }

        return received.ToArray();
    }
}
