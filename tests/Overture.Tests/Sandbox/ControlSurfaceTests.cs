using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Overture.Tests.Sandbox;

public sealed class ControlSurfaceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
    private RunningSandbox _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await RunningSandbox.StartAsync(time: _time);

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task The_list_of_people_has_the_test_people_and_ten_thousand_more()
    {
        var (count, slugs, after) = (0, new HashSet<string>(), "0");
        while (after.Length > 0)
        {
            var page = await _sandbox.GetAsync($"/sandbox/people?after={after}&count=1000");
            foreach (var person in page.GetProperty("items").EnumerateArray())
            {
                slugs.Add(person.GetProperty("slug").GetString()!);
            }

            count += page.GetProperty("items").GetArrayLength();
            after = page.GetProperty("next").ToString();
        }

        Assert.Equal(10_027, count);
        Assert.Equal(count, slugs.Count);
        Assert.Contains("johndoe", slugs);
        Assert.Contains("person-10000", slugs);
    }

    [Fact]
    public async Task The_log_is_paged_by_id()
    {
        for (var ordinal = 1; ordinal <= 3; ordinal++) (await _sandbox.InviteAsync($"person-{ordinal}")).Dispose();

        var first = await _sandbox.GetAsync("/sandbox/invitations?count=2");
        var second = await _sandbox.GetAsync($"/sandbox/invitations?count=2&after={first.GetProperty("next")}");

        Assert.Equal(2, first.GetProperty("items").GetArrayLength());
        var last = Assert.Single(second.GetProperty("items").EnumerateArray());
        Assert.Equal("person-3", last.GetProperty("person").GetString());
        Assert.Equal("", second.GetProperty("next").ToString());
        Assert.Equal("2026-01-05T09:00:00.000Z", first.GetProperty("items")[0].GetProperty("received_at").GetString());
    }

    [Fact]
    public async Task The_clock_only_advances()
    {
        var (status, body) = await _sandbox.PostAsync("/sandbox/clock", """{"advance":"P3DT1H"}""");
        var (refused, _) = await _sandbox.PostAsync("/sandbox/clock", """{"advance":"-P1D"}""");
        var (beyond, _) = await _sandbox.PostAsync("/sandbox/clock", """{"advance":"P36525D"}""");
        _time.Advance(TimeSpan.FromMinutes(1));
        var later = await _sandbox.GetAsync("/sandbox/clock");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("2026-01-08T10:00:00.000Z", body.GetProperty("now").GetString());
        Assert.Equal("P3DT1H", body.GetProperty("offset").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Equal(HttpStatusCode.BadRequest, beyond);
        Assert.Equal("2026-01-08T10:01:00.000Z", later.GetProperty("now").GetString());
    }

    [Theory]
    [InlineData("/sandbox/clock", "", "JSON")]
    [InlineData("/sandbox/clock", "{}", "advance")]
    [InlineData("/sandbox/clock", """{"advance":3}""", "advance")]
    [InlineData("/sandbox/clock", """{"advance":null}""", "advance")]
    [InlineData("/sandbox/clock", """{"advance":"P1M"}""", "advance")]
    [InlineData("/sandbox/clock", """{"advance":"\ud83d"}""", "advance")]
    [InlineData("/sandbox/clock", """{"advance":"P1D","days":1}""", "unknown field, days")]
    [InlineData("/sandbox/clock", """{"advance":"P1D","a b":1}""", "unknown field, a b")]
    [InlineData("/sandbox/faults", "[]", "JSON")]
    [InlineData("/sandbox/faults", """{"path":"send"}""", "kind")]
    [InlineData("/sandbox/faults", """{"kind":"explode","path":"send"}""", "kind")]
    [InlineData("/sandbox/faults", """{"kind":"Cut-Before","path":"send"}""", "kind")]
    [InlineData("/sandbox/faults", """{"kind":"cut-before, delay","path":"send"}""", "kind")]
    [InlineData("/sandbox/faults", """{"kind":0,"path":"send"}""", "kind")]
    [InlineData("/sandbox/faults", """{"kind":"cut-before"}""", "path")]
    [InlineData("/sandbox/faults", """{"kind":"cut-before","path":"login"}""", "path")]
    [InlineData("/sandbox/faults", """{"kind":"cut-before","path":"send","rate":1.5}""", "rate")]
    [InlineData("/sandbox/faults", """{"kind":"cut-before","path":"send","rate":"1"}""", "rate")]
    [InlineData("/sandbox/faults", """{"kind":"cut-before","path":"send","count":0}""", "count")]
    [InlineData("/sandbox/faults", """{"kind":"cut-before","path":"send","delay":"PT1S"}""", "delay")]
    [InlineData("/sandbox/faults", """{"kind":"delay","path":"send"}""", "delay")]
    [InlineData("/sandbox/faults", """{"kind":"delay","path":"send","delay":"soon"}""", "delay")]
    [InlineData("/sandbox/faults", """{"kind":"delay","path":"send","delay":"PT61M"}""", "delay")]
    [InlineData("/sandbox/faults", """{"kind":"cut-before","path":"send","seed":"x"}""", "seed")]
    [InlineData("/sandbox/faults", """{"kind":"cut-before","path":"send","often":true}""", "unknown")]
    public async Task An_invalid_body_is_refused_by_field(string path, string json, string named)
    {
        var (status, body) = await _sandbox.PostAsync(path, json);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(named, body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sandbox/clock", "text/plain")]
    [InlineData("/sandbox/clock", "application/x-www-form-urlencoded")]
    [InlineData("/sandbox/clock", "multipart/form-data; boundary=x")]
    [InlineData("/sandbox/clock", null)]
    [InlineData("/sandbox/faults", "text/plain")]
    [InlineData("/sandbox/sessions/sandbox-1/end", "text/plain")]
    [InlineData("/sandbox/sessions/sandbox-1/end", null)]
    [InlineData("/SANDBOX/sessions/sandbox-1/restore", null)]
    public async Task A_post_that_a_page_of_another_site_can_send_is_refused(string path, string? contentType)
    {
        var before = (await _sandbox.GetAsync("/sandbox/clock")).GetProperty("offset").GetString();

        using var response = await PostAsync(path, contentType, origin: null);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("application/json", await ErrorOf(response), StringComparison.Ordinal);
        Assert.Equal(before, (await _sandbox.GetAsync("/sandbox/clock")).GetProperty("offset").GetString());
        Assert.Empty((await _sandbox.GetAsync("/sandbox/faults")).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("http://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("https://{own}", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("http://{own}", true)]
    public async Task A_page_of_another_origin_changes_nothing(string origin, bool isOwn)
    {
        var written = origin.Replace("{own}", _sandbox.Http.BaseAddress!.Authority, StringComparison.Ordinal);
        using var posted = await PostAsync("/sandbox/clock", "application/json", written);
        using var deletion = new HttpRequestMessage(HttpMethod.Delete, "/sandbox/faults");
        deletion.Headers.Add("Origin", written);
        using var deleted = await _sandbox.SendAsync(deletion);

        Assert.Equal(
            isOwn ? (HttpStatusCode.OK, HttpStatusCode.OK) : (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (posted.StatusCode, deleted.StatusCode));
        Assert.Equal(
            isOwn ? "P14D" : "PT0S", (await _sandbox.GetAsync("/sandbox/clock")).GetProperty("offset").GetString());
    }

    [Theory]
    [InlineData("/sandbox/invitations")]
    [InlineData("/sandbox")]
    [InlineData("/voyager/api/me")]
    [InlineData("/login")]
    public async Task A_name_that_is_not_this_machines_reads_nothing(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = "evil.example";

        using var response = await _sandbox.SendAsync(request);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
        Assert.Contains("Host header", await ErrorOf(response), StringComparison.Ordinal);
    }

    private static async Task<string> ErrorOf(HttpResponseMessage response) =>
        (await RunningSandbox.JsonOf(response)).GetProperty("error").GetString()!;

    private Task<HttpResponseMessage> PostAsync(string path, string? contentType, string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent([.. """{"advance":"P2W"}"""u8]),
        };
        if (contentType is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (origin is not null) request.Headers.Add("Origin", origin);
        return _sandbox.SendAsync(request);
    }

    [Fact]
    public async Task A_fault_is_answered_without_the_fields_that_do_not_apply()
    {
        await _sandbox.PostAsync("/sandbox/faults", """{"kind":"status-503","path":"*","rate":0.25}""");
        await _sandbox.PostAsync(
            "/sandbox/faults", """{"kind":"delay","path":"me","delay":"PT2S","count":3,"seed":7}""");

        Assert.Equal(
            """
            {"items":[{"id":1,"kind":"status-503","path":"*","rate":0.25},
            {"id":2,"kind":"delay","path":"me","rate":1,"count":3,"delay":"PT2S","seed":7}]}
            """.ReplaceLineEndings(""),
            (await _sandbox.GetAsync("/sandbox/faults")).GetRawText());
    }

    [Theory]
    [InlineData("/sandbox/invitations?after=x", HttpStatusCode.BadRequest)]
    [InlineData("/sandbox/invitations?count=0", HttpStatusCode.BadRequest)]
    [InlineData("/sandbox/people?count=1001", HttpStatusCode.BadRequest)]
    [InlineData("/sandbox/sessions/sandbox-1/end", HttpStatusCode.NotFound)]
    [InlineData("/sandbox/nothing", HttpStatusCode.NotFound)]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    public async Task Every_error_is_json(string path, HttpStatusCode status)
    {
        using var response = await _sandbox.Http.GetAsync(new Uri(path, UriKind.Relative), RunningSandbox.Cancellation);

        Assert.Equal(status, response.StatusCode);
        Assert.NotEmpty((await RunningSandbox.JsonOf(response)).GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task The_home_page_escapes_notes()
    {
        (await _sandbox.InviteAsync("johndoe", "<script>alert(1)</script>")).Dispose();

        var page = await _sandbox.Http.GetStringAsync(
            new Uri("/sandbox", UriKind.Relative), RunningSandbox.Cancellation);

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("accepts-in-3-days", page, StringComparison.Ordinal);
    }
}
