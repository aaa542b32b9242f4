using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>One connection of the gateway's, carried on to the upstream message by message.</summary>
internal sealed partial class ProxyConnection(UpstreamProxy proxy, Socket client)
{
    // Often enough that a small run meets it for certain.
    private const int BrokenSends = 7;

    private Socket? _upstream;

    public void Cut()
    {
        client.Dispose();
        _upstream?.Dispose();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        client.NoDelay = true;
        await using var near = new NetworkStream(client);
        while (await HttpMessage.ReadAsync(near, cancellationToken) is { } request)
        {
            // Written down before anything is passed on: what has reached us has left the gateway, whatever follows.
            var ordinal = SendOf(request) is { } send ? proxy.Write(send) : 0;
            if (ordinal > 0 && ordinal % BrokenSends == 0 && proxy.Breakage == Breakage.MadeUpAnswer)
            {
                await near.WriteAsync(MadeUp(ordinal), cancellationToken);
                continue;
            }

            if (ordinal > 0 && ordinal % BrokenSends == 0) request = await BreakAsync(request, cancellationToken);
            if (!await ExchangeAsync(
                near, request, proxy.Draw(isSend: ordinal > 0, TokenOf(request)), cancellationToken))
            {
                return;
            }
        }
    }

    private async Task<bool> ExchangeAsync(
        NetworkStream near, HttpMessage request, ProxyFate fate, CancellationToken cancellationToken)
    {
        // Until the gateway gives up and closes.
        if (fate == ProxyFate.SwallowRequest) return await HttpMessage.ReadAsync(near, cancellationToken) is not null;
        _upstream ??= await proxy.ConnectAsync(cancellationToken);
        await using var far = new NetworkStream(_upstream);
        if (fate == ProxyFate.TearRequest)
        {
            await far.WriteAsync(request.Bytes.AsMemory(0, request.Bytes.Length / 2), cancellationToken);
            return false;
        }

        await far.WriteAsync(request.Bytes, cancellationToken);
        if (fate == ProxyFate.CutAnswer) return false;
        if (await HttpMessage.ReadAsync(far, cancellationToken) is not { } answer) return false;
        switch (fate)
        {
            case ProxyFate.TearAnswer:
                await near.WriteAsync(answer.Bytes.AsMemory(0, answer.Bytes.Length / 2), cancellationToken);
                return false;
            case ProxyFate.SwallowAnswer:
                await HttpMessage.ReadAsync(near, cancellationToken);
                return false;
            default:
                await near.WriteAsync(answer.Bytes, cancellationToken);
                return answer.Header("Connection") != "close";
        }
    }

    private async Task<HttpMessage> BreakAsync(HttpMessage request, CancellationToken cancellationToken)
    {
        if (proxy.Breakage == Breakage.OtherPerson)
        {
            var changed = request.Head + MemberPattern().Replace(request.Body, $"urn:li:fsd_profile:{proxy.Stranger}");
            return request with { Bytes = Encoding.UTF8.GetBytes(changed) };
        }

        if (proxy.Breakage == Breakage.Resend)
        {
            using var socket = await proxy.ConnectAsync(cancellationToken);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(request.Bytes, cancellationToken);
            proxy.Write(SendOf(request)!);
        }

        return request;
    }

    private static WireSend? SendOf(HttpMessage request)
    {
        if (!request.Head.StartsWith("POST ", StringComparison.Ordinal)) return null;
        var member = MemberPattern().Match(request.Body);
        return TokenOf(request) is { } token && member.Success ? new WireSend(token, member.Groups[1].Value) : null;
    }

    private static string? TokenOf(HttpMessage request) =>
        TokenPattern().Match(request.Header("Cookie") ?? "") is { Success: true } found ? found.Groups[1].Value : null;

    private static byte[] MadeUp(int ordinal)
    {
        var body =
            $$$"""{"data":{"value":{"invitationUrn":"urn:li:invitation:{{{77_000_000 + ordinal}}}"}},"included":[]}""";
        return Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    [GeneratedRegex("li_at=\"?([^;\"]+)")]
    private static partial Regex TokenPattern();

    [GeneratedRegex("urn:li:fsd_profile:([A-Za-z0-9_-]+)")]
    private static partial Regex MemberPattern();
}
