using System.Text;
using Overture.Connectors.WebSession;

namespace Overture.Tests.Connectors;

/// <summary>The guard itself, and what .NET's own handler does without it.</summary>
public sealed class SingleUseContentTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_leaves_once()
    {
        using var content = New();
        using var wire = new MemoryStream();
        await content.CopyToAsync(wire, Stop);
        await Assert.ThrowsAnyAsync<Exception>(() => content.CopyToAsync(wire, Stop));
        Assert.Equal("body", Encoding.UTF8.GetString(wire.ToArray()));
        Assert.False(content.TrySeal());
    }

    [Fact]
    public async Task Sealed_it_does_not_leave()
    {
        using var content = New();
        using var wire = new MemoryStream();
        Assert.True(content.TrySeal());
        await Assert.ThrowsAnyAsync<Exception>(() => content.CopyToAsync(wire, Stop));
        Assert.Equal(0, wire.Length);
        Assert.True(content.TrySeal());
    }

    [Fact]
    public async Task The_head_does_not_leave_before_the_body_begins()
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Json("{}"));
        using var content = New();
        content.TrySeal();
        using var request = new HttpRequestMessage(HttpMethod.Post, upstream.Address) { Content = content };
        // Larger than any write buffer.
        request.Headers.TryAddWithoutValidation("Cookie", new string('c', 64 * 1024));
        using var invoker = new HttpMessageInvoker(UpstreamHandlers.Create());
        await Assert.ThrowsAnyAsync<Exception>(() => invoker.SendAsync(request, Stop));
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Stop);
        Assert.Equal(1, upstream.Connections);
        Assert.Equal(0, upstream.BytesReceived);
    }

    [Theory]
    [InlineData(false, false, 4)]
    [InlineData(true, false, 1)]
    [InlineData(true, true, 4)]
    public async Task The_handler_silently_repeats_a_request_before_its_body_begins(
        bool hasBody, bool expects, int arrivals)
    {
        await using var upstream = new ScriptedUpstream(_ => Reaction.Cut);
        using var request = new HttpRequestMessage(HttpMethod.Post, upstream.Address);
        request.Content = hasBody ? New() : null;
        request.Headers.ExpectContinue = expects;
        using var invoker = new HttpMessageInvoker(UpstreamHandlers.Create());
        await Assert.ThrowsAsync<HttpRequestException>(() => invoker.SendAsync(request, Stop));
        Assert.Equal(arrivals, upstream.Requests.Count);
        Assert.All(upstream.Requests, arrived => Assert.Equal(hasBody && !expects ? "body" : "", arrived.Body));
    }

    private static SingleUseContent New() => new("body"u8.ToArray(), "text/plain", () => true);
}
