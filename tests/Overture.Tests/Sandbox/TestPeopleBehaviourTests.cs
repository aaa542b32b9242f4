using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Overture.Tests.Sandbox;

public sealed class TestPeopleBehaviourTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
    private RunningSandbox _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await RunningSandbox.StartAsync(time: _time);

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Theory]
    [InlineData("already-connected", 400, "CANT_RESEND_YET")]
    [InlineData("already-invited", 400, "CANT_RESEND_YET")]
    [InlineData("invited-you", 400, "CANT_RESEND_YET")]
    [InlineData("email-required", 400, "EMAIL_REQUIRED")]
    [InlineData("not-invitable", 400, "CANT_INVITE_MEMBER")]
    [InlineData("memorialized", 400, null)]
    [InlineData("resend-cooldown", 400, "CANT_RESEND_YET")]
    [InlineData("weekly-limit", 429, "FUSE_LIMIT_EXCEEDED")]
    [InlineData("throttled", 429, null)]
    [InlineData("server-error-unsent", 500, null)]
    [InlineData("restricted", 999, null)]
    [InlineData("unknown-refusal", 400, "CODE_OF_TOMORROW")]
    [InlineData("person-77--weekly-limit", 429, "FUSE_LIMIT_EXCEEDED")]
    public async Task Refusals_name_their_code_and_leave_no_row(string slug, int status, string? code)
    {
        using var response = await _sandbox.InviteAsync(slug, "A note");

        var data = (await RunningSandbox.JsonOf(response)).GetProperty("data");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status, data.GetProperty("status").GetInt32());
        Assert.Equal(code, data.TryGetProperty("code", out var value) ? value.GetString() : null);
        Assert.Equal(slug == "throttled" ? TimeSpan.FromSeconds(120) : null, response.Headers.RetryAfter?.Delta);
        Assert.Empty(await _sandbox.LogAsync());
    }

    [Theory]
    [InlineData("email-required", "emailRequired")]
    [InlineData("memorialized", "memorialized")]
    public async Task The_profile_announces_some_refusals(string slug, string flag)
    {
        using var response = await _sandbox.ResolveAsync(slug, normalized: false);

        Assert.True((await RunningSandbox.JsonOf(response)).GetProperty("elements")[0].GetProperty(flag).GetBoolean());
    }

    [Fact]
    public async Task Note_quota_refuses_notes_only()
    {
        using var withNote = await _sandbox.InviteAsync("note-quota", "A note");
        using var blank = await _sandbox.InviteAsync("note-quota");

        Assert.Equal(HttpStatusCode.TooManyRequests, withNote.StatusCode);
        Assert.Equal("CUSTOM_INVITE_LIMIT_REACHED", await RunningSandbox.CodeOf(withNote));
        Assert.Equal(HttpStatusCode.OK, blank.StatusCode);
    }

    [Theory]
    [InlineData("session-expired", "/uas/login")]
    [InlineData("challenge", "/checkpoint/challenge/")]
    public async Task Session_problems_are_redirects(string slug, string location)
    {
        using var response = await _sandbox.InviteAsync(slug);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.StartsWith(location, response.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(slug == "session-expired", response.Headers.Contains("Set-Cookie"));
        Assert.Empty(await _sandbox.LogAsync());
    }

    [Fact]
    public async Task Html_login_answers_200_with_a_page()
    {
        using var response = await _sandbox.InviteAsync("html-login");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await _sandbox.LogAsync());
    }

    [Theory]
    [InlineData("lost-answer", 1)]
    [InlineData("lost-request", 0)]
    [InlineData("person-3--lost-answer", 1)]
    public async Task Lost_connections_differ_in_what_they_leave_behind(string slug, int rows)
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => _sandbox.InviteAsync(slug));

        var sends = (await _sandbox.GetAsync("/sandbox/stats")).GetProperty("sends");

        Assert.Equal(rows, (await _sandbox.LogAsync()).Count);
        Assert.Equal(rows == 1 ? "SENT" : "none", await _sandbox.RelationshipAsync(slug));
        Assert.Equal(1, sends.GetProperty("received").GetInt64());
    }

    [Fact]
    public async Task Lost_answer_blind_hides_the_person_for_a_minute_from_this_member_only()
    {
        const string Slug = "lost-answer-blind";
        var id = await _sandbox.MemberIdOfAsync(Slug);
        await Assert.ThrowsAsync<HttpRequestException>(() => _sandbox.SendAsync(RunningSandbox.SendRequest(id, null)));

        using var resolve = await _sandbox.ResolveAsync(Slug);
        using var relationship = await _sandbox.SendAsync(
            RunningSandbox.Voyager(HttpMethod.Get, RunningSandbox.RelationshipOf(id)));
        using var otherMember = await _sandbox.ResolveAsync(Slug, member: 2);
        using var otherPerson = await _sandbox.ResolveAsync("johndoe");
        await _sandbox.PostAsync("/sandbox/clock", """{"advance":"PT1M"}""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, resolve.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, relationship.StatusCode);
        Assert.Equal(HttpStatusCode.OK, otherMember.StatusCode);
        Assert.Equal(HttpStatusCode.OK, otherPerson.StatusCode);
        Assert.Equal("SENT", await _sandbox.RelationshipAsync(Slug));
        Assert.Single(await _sandbox.LogAsync());
    }

    [Fact]
    public async Task Changed_shape_accepts_without_naming_an_invitation()
    {
        using var response = await _sandbox.InviteAsync("changed-shape");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(RunningSandbox.Cancellation);
        Assert.DoesNotContain("invitation", body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("SENT", await _sandbox.RelationshipAsync("changed-shape"));
    }

    [Fact]
    public async Task Server_error_sent_accepts_and_fails()
    {
        using var response = await _sandbox.InviteAsync("server-error-sent");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Single(await _sandbox.LogAsync());
    }

    [Fact]
    public async Task Slow_accepts_after_three_real_seconds()
    {
        var watch = Stopwatch.StartNew();

        using var response = await _sandbox.InviteAsync("slow");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Accepts_now_is_connected_at_once()
    {
        using var response = await _sandbox.InviteAsync("accepts-now");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("connected", await _sandbox.RelationshipAsync("accepts-now"));
        Assert.Equal("accepted", Assert.Single(await _sandbox.LogAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Accepts_in_3_days_follows_the_clock_and_ignores_stays_pending()
    {
        using var patient = await _sandbox.InviteAsync("accepts-in-3-days");
        using var silent = await _sandbox.InviteAsync("ignores");
        _time.Advance(TimeSpan.FromDays(2));
        var before = await _sandbox.RelationshipAsync("accepts-in-3-days");
        await _sandbox.PostAsync("/sandbox/clock", """{"advance":"P1D"}""");

        Assert.Equal("SENT", before);
        Assert.Equal("connected", await _sandbox.RelationshipAsync("accepts-in-3-days"));
        Assert.Equal("SENT", await _sandbox.RelationshipAsync("ignores"));
        var states = (await _sandbox.LogAsync()).Select(row => row.GetProperty("state").GetString());
        Assert.Equal(["accepted", "pending"], states);
    }
}
