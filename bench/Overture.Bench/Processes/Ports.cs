using System.Net;
using System.Net.Sockets;

namespace Overture.Bench.Processes;

/// <summary>
/// Free ports, below the range from which the system takes the ports of the many outgoing connections.
/// </summary>
internal static class Ports
{
    private const int First = 20_500;
    private const int Count = 400;

    private static int _next = Environment.ProcessId * 17;

    public static int Take()
    {
        for (var tried = 0; tried < Count; tried++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (IsFree(port)) return port;
        }

        throw new BenchException($"No port from {First} to {First + Count - 1} is free.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
