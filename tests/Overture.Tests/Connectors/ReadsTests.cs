using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Overture.Connectors;

namespace Overture.Tests.Connectors;

/// <summary>What a call sends, and how often.</summary>
public sealed class ReadsTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task The_session_travels_verbatim_with_its_quotes()
    {
        using var activity = new Activity("a traced action").Start();
        await using var upstream = new ScriptedUpstream(_ => Reaction.Json(Bodies.MeNormalized));
        await using var host = ConnectorHost.For(upstream);
        await host.OwnProfileAsync();
        await host.SendAsync();
        foreach (var request in upstream.Requests)
        {
            var csrf = request.Header("csrf-token");
            Assert.Matches("^ajax:[0-9]{19}$", csrf);
            Assert.Equal($"li_at={ConnectorHost.Token}; JSESSIONID=\"{csrf}\"", request.Header("Cookie"));
            Assert.Equal("2.0.0", request.Header("x-restli-protocol-version"));
            Assert.Equal("en_US", request.Header("x-li-lang"));
            Assert.Equal("application/vnd.linkedin.normalized+json+2.1", request.Header("accept"));
            Assert.Null(request.Header("traceparent"));
            Assert.Equal(request.IsPost ? "application/json; charset=UTF-8" : null, request.Header("Content-Type"));
        }
    }

    [Fact]
    public async Task Routes_are_encoded_as_the_platform_expects()
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Json("{}"));
        await using var host = ConnectorHost.For(upstream);
        await host.OwnProfileAsync();
        await host.ResolveAsync("anné &b");
        await host.RelationshipAsync();
        await host.SendAsync();
        Assert.Equal(
            [
                "/voyager/api/me",
                "/voyager/api/identity/dash/profiles?q=memberIdentity&memberIdentity=ann%C3%A9%20%26b"
                    + "&decorationId=com.linkedin.voyager.dash.deco.identity.profile.WebTopCardCore-19",
                "/voyager/api/voyagerRelationshipsDashMemberRelationships/urn%3Ali%3Afsd_memberRelationship%3AACoAAT",
                "/voyager/api/voyagerRelationshipsDashMemberRelationships?action=verifyQuotaAndCreateV2"
                    + "&decorationId="
                    + "com.linkedin.voyager.dash.deco.relationships.InvitationCreationResultWithInvitee-2",
            ],
            upstream.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Cookies_that_the_upstream_sets_are_not_kept()
    {
        await using var upstream = new ScriptedUpstream(_ =>
            Reaction.Json(Bodies.MeNormalized, 200, "Set-Cookie: li_at=other; Path=/\r\n"));
        await using var host = ConnectorHost.For(upstream);
        await host.OwnProfileAsync();
        await host.OwnProfileAsync();
        Assert.Single(upstream.Requests.Select(request => request.Header("Cookie")).Distinct());
        Assert.Equal(1, upstream.Connections);
    }

    [Fact]
    public async Task Neither_session_nor_note_nor_person_reaches_a_log()
    {
        var log = new RecordingLog();
        await using var upstream = new ScriptedUpstream(
            request => request.IsPost ? Reaction.Cut : Reaction.Json("{}", 503));
        await using var host = ConnectorHost.For(
            upstream,
            options => options.ReadRetries = 1,
            services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        await host.ResolveAsync("a-private-slug");
        await host.SendAsync("a-private-note");
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains(ConnectorHost.Token, StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("csrf-token", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("a-private", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bad token")]
    [InlineData("a;b")]
    [InlineData("a\"b")]
    [InlineData("a\r\nX-Injected: 1")]
    [InlineData("ä")]
    [InlineData("")]
    public async Task A_token_that_does_not_fit_into_a_cookie_makes_no_call(string token)
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Json(Bodies.MeNormalized));
        await using var host = ConnectorHost.For(upstream);
        var session = new Session(token);
        var stop = TestContext.Current.CancellationToken;
        Assert.False(Session.IsWellFormed(token));
        var read = await host.Connector.ReadOwnProfileAsync(session, stop);
        var sent = await host.Connector.SendInvitationAsync(session, "A", null, DateTimeOffset.MaxValue, stop);
        Assert.Equal(SessionLoss.Expired, read.Failure?.Loss);
        Assert.Equal(SessionLoss.Expired, sent.Failure?.Loss);
        Assert.Equal(0, upstream.Connections);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    public async Task A_failed_read_is_retried_as_configured(int retries, int expected)
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Json("{}", 503));
        await using var host = ConnectorHost.For(upstream, options => options.ReadRetries = retries);
        var answer = await host.OwnProfileAsync();
        Assert.Equal(FailureClass.NotSent, answer.Failure?.Class);
        Assert.Equal(503, answer.Failure?.Status);
        Assert.Equal(expected, upstream.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(999)]
    public async Task A_definite_answer_to_a_read_is_not_retried(int status)
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Json("{}", status));
        await using var host = ConnectorHost.For(upstream, options => options.ReadRetries = 2);
        await host.OwnProfileAsync();
        Assert.Single(upstream.Requests);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"data\":", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"data\":", false)]
    [InlineData("HTTP/1.1 20", true)]
    [InlineData("", false)]
    public async Task A_read_that_breaks_off_or_stalls_is_retried(string bytes, bool cut)
    {
        var first = true;
        await using var upstream = new ScriptedUpstream(_ =>
        {
            var reaction = first ? Reaction.Raw(bytes, stalls: !cut, closes: cut) : Reaction.Json(Bodies.MeNormalized);
            first = false;
            return reaction;
        });
        await using var host = ConnectorHost.For(upstream, options =>
        {
            options.ReadRetries = 1;
            options.ReadTimeout = cut ? options.ReadTimeout : Short;
        });
        Assert.Equal("ACoAAME", (await host.OwnProfileAsync()).Value?.MemberId);
        Assert.Equal(2, upstream.Requests.Count);
    }

    [Fact]
    public async Task A_read_without_any_answer_is_not_sent()
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Stall);
        await using var host = ConnectorHost.For(upstream, options => options.ReadTimeout = Short);
        var failure = (await host.RelationshipAsync()).Failure;
        Assert.Equal(new Failure(FailureStage.Relationship, FailureClass.NotSent), failure);
    }

    [Fact]
    public async Task A_cancelled_read_is_a_value_too()
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Stall);
        await using var host = ConnectorHost.For(upstream, options => options.ReadRetries = 2);
        using var caller = new CancellationTokenSource(Short);
        var answer = await host.Connector.ReadOwnProfileAsync(host.Session, caller.Token);
        Assert.Equal(FailureClass.NotSent, answer.Failure?.Class);
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task Compressed_answers_are_read_and_broken_ones_recognised()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Bodies.MeNormalized), TestContext.Current.CancellationToken);
        }

        var good = packed.ToArray();
        byte[][] bodies = [good, [.. good[..10], .. new byte[40]]];
        var turn = 0;
        await using var upstream = new ScriptedUpstream(_ =>
        {
            var body = bodies[turn++];
            var head = $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {body.Length}\r\n\r\n";
            return new Reaction([.. Encoding.ASCII.GetBytes(head), .. body]);
        });
        await using var host = ConnectorHost.For(upstream);
        Assert.Equal("ACoAAME", (await host.OwnProfileAsync()).Value?.MemberId);
        Assert.Equal(FailureClass.AnsweredBadly, (await host.OwnProfileAsync()).Failure?.Class);
        Assert.Contains("gzip", upstream.Requests[0].Header("Accept-Encoding"), StringComparison.Ordinal);
    }
}
