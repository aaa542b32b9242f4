using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Overture.Connectors;

namespace Overture.Tests.Connectors;

/// <summary>A send's bytes leave at most once. A failure says "not sent" only when they never left.</summary>
public sealed class NeverSentTwiceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_send_leaves_once_and_names_its_invitation()
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Json(Bodies.Sent));
        await using var host = ConnectorHost.For(upstream);
        var answer = await host.SendAsync("Grüße, 你好 \"quoted\" 👋");
        Assert.Equal(7, answer.Value?.InvitationId);
        var request = Assert.Single(upstream.Requests);
        Assert.Equal(
            """{"invitee":{"inviteeUnion":{"memberProfile":"urn:li:fsd_profile:ACoAAT"}},""" +
            """
            "customMessage":"Grüße, 你好 \"quoted\" 👋"}
            """,
            request.Body.Replace("\\uD83D\\uDC4B", "👋", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_send_without_a_note_has_no_message(string? note)
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Json(Bodies.Sent));
        await using var host = ConnectorHost.For(upstream);
        await host.SendAsync(note);
        Assert.Equal(
            """{"invitee":{"inviteeUnion":{"memberProfile":"urn:li:fsd_profile:ACoAAT"}}}""",
            Assert.Single(upstream.Requests).Body);
    }

    [Fact]
    public async Task Cut_after_reading_is_perhaps_sent_and_not_repeated()
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Cut);
        await using var host = ConnectorHost.For(upstream);
        var answer = await host.SendAsync("hi");
        Assert.Equal(FailureClass.PerhapsSent, answer.Failure?.Class);
        Assert.Equal(1, upstream.Posts);
        Assert.Equal(1, upstream.Connections);
    }

    [Fact]
    public async Task Cut_of_a_reused_connection_after_reading_is_perhaps_sent_and_not_repeated()
    {
        var answers = new Queue<Reaction>([Reaction.Json(Bodies.Sent), Reaction.Cut, Reaction.Json(Bodies.Sent)]);
        await using var upstream = new ScriptedUpstream(_ => answers.Dequeue());
        await using var host = ConnectorHost.For(upstream);
        Assert.NotNull((await host.SendAsync()).Value);
        var answer = await host.SendAsync();
        Assert.Equal(FailureClass.PerhapsSent, answer.Failure?.Class);
        Assert.Equal([1, 1], upstream.Requests.Select(request => request.Connection));
    }

    [Fact]
    public async Task Reset_of_a_reused_connection_before_reading_is_perhaps_sent_and_not_repeated()
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Json(Bodies.Sent), isDeaf: served => served == 1);
        await using var host = ConnectorHost.For(upstream);
        Assert.NotNull((await host.SendAsync()).Value);
        var answer = await host.SendAsync();
        Assert.Equal(FailureClass.PerhapsSent, answer.Failure?.Class);
        Assert.Equal(1, upstream.Connections);
        Assert.Equal(1, upstream.Posts);
    }

    [Fact]
    public async Task A_connection_closed_while_idle_is_replaced_before_anything_leaves()
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Json(Bodies.Sent).ThenClose());
        await using var host = ConnectorHost.For(upstream);
        Assert.NotNull((await host.SendAsync()).Value);
        // The close must arrive first; otherwise this is the race of the test above.
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Stop);
        Assert.NotNull((await host.SendAsync()).Value);
        Assert.Equal([1, 2], upstream.Requests.Select(request => request.Connection));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"data\":")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"dat")]
    [InlineData("what is this\r\n\r\n")]
    [InlineData("HTTP/1.1 400 Bad\r\nContent-Length: 500\r\n\r\n{\"data\":")]
    public async Task Cut_within_the_answer_is_perhaps_sent_and_not_repeated(string bytes)
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Raw(bytes, closes: true));
        await using var host = ConnectorHost.For(upstream);
        var answer = await host.SendAsync();
        Assert.Equal(FailureClass.PerhapsSent, answer.Failure?.Class);
        Assert.Equal(1, upstream.Posts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"data\":")]
    public async Task Silence_after_the_send_is_perhaps_sent_and_not_repeated(string bytes)
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Raw(bytes, stalls: true));
        await using var host = ConnectorHost.For(
            upstream, options => options.SendTimeout = TimeSpan.FromMilliseconds(300));
        var answer = await host.SendAsync();
        Assert.Equal(FailureClass.PerhapsSent, answer.Failure?.Class);
        Assert.Equal(1, upstream.Posts);
    }

    [Fact]
    public async Task A_cancelled_wait_for_the_answer_is_perhaps_sent()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await using var upstream = new ScriptedUpstream(_ =>
        {
            caller.Cancel();
            return Reaction.Stall;
        });
        await using var host = ConnectorHost.For(upstream);
        var answer = await host.SendAsync(cancellationToken: caller.Token);
        Assert.Equal(FailureClass.PerhapsSent, answer.Failure?.Class);
        Assert.Equal(1, upstream.Posts);
    }

    [Fact]
    public async Task A_send_cancelled_beforehand_is_not_sent()
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Json(Bodies.Sent));
        await using var host = ConnectorHost.For(upstream);
        var answer = await host.SendAsync(cancellationToken: new CancellationToken(canceled: true));
        Assert.Equal(FailureClass.NotSent, answer.Failure?.Class);
        Assert.Equal(0, upstream.BytesReceived);
    }

    [Fact]
    public async Task A_refused_connection_is_not_sent()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        await using var host = ConnectorHost.For(new Uri($"http://127.0.0.1:{port}"));
        Assert.Equal(FailureClass.NotSent, (await host.SendAsync()).Failure?.Class);
    }

    [Fact]
    public async Task An_unknown_host_is_not_sent()
    {
        await using var host = ConnectorHost.For(
            new Uri("https://unknown.invalid"), options => options.AllowRealPlatform = true);
        Assert.Equal(FailureClass.NotSent, (await host.SendAsync()).Failure?.Class);
    }

    [Fact]
    public async Task A_failed_tls_handshake_is_not_sent()
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Cut, isDeaf: _ => true);
        var address = new UriBuilder(upstream.Address) { Scheme = "https" }.Uri;
        await using var host = ConnectorHost.For(address);
        Assert.Equal(FailureClass.NotSent, (await host.SendAsync()).Failure?.Class);
    }

    [Fact]
    public async Task A_handshake_beyond_the_timeout_is_not_sent()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using var host = ConnectorHost.For(
            new Uri($"https://127.0.0.1:{port}"), options => options.SendTimeout = TimeSpan.FromMilliseconds(300));
        Assert.Equal(FailureClass.NotSent, (await host.SendAsync()).Failure?.Class);
    }

    [Fact]
    public async Task A_disposed_connector_sends_nothing()
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Json(Bodies.Sent));
        var host = ConnectorHost.For(upstream);
        await host.DisposeAsync();
        Assert.Equal(FailureClass.NotSent, (await host.SendAsync()).Failure?.Class);
        Assert.Equal(0, upstream.Posts);
    }

    [Fact]
    public async Task A_retry_for_all_of_a_hosts_clients_does_not_reach_the_send()
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Json("{}", 503));
        await using var host = ConnectorHost.For(
            upstream,
            add: services => services.ConfigureHttpClientDefaults(client => client.AddStandardResilienceHandler()));
        Assert.Equal(FailureClass.PerhapsSent, (await host.SendAsync()).Failure?.Class);
        Assert.Equal(1, upstream.Posts);
    }

    /// <summary>After any cancellation, "not sent" means that nothing arrived.</summary>
    [Fact]
    public async Task A_cancellation_never_reports_a_sent_invitation_as_not_sent()
    {
        for (var round = 0; round < 120; round++)
        {
            await using var upstream = new ScriptedUpstream(_ => Reaction.Stall);
            await using var host = ConnectorHost.For(upstream);
            using var caller = new CancellationTokenSource();
            var sending = host.SendAsync("x", caller.Token);
            for (var pause = 0; pause < round * 4; pause++) await Task.Yield();
            await caller.CancelAsync();
            var answer = await sending;
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Stop);
            if (answer.Failure?.Class == FailureClass.NotSent) Assert.Equal(0, upstream.BytesReceived);
            else Assert.Equal(FailureClass.PerhapsSent, answer.Failure?.Class);
            Assert.InRange(upstream.Posts, 0, 1);
        }
    }
}
