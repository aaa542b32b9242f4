using System.Text.Json;

namespace Overture.Tests.Sandbox;

public sealed class ReadTests : IAsyncLifetime
{
    private RunningSandbox _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await RunningSandbox.StartAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task Own_profile_plain_nests_the_mini_profile()
    {
        using var response = await _sandbox.SendAsync(
            RunningSandbox.Voyager(HttpMethod.Get, "me", member: 10, normalized: false));

        var me = await RunningSandbox.JsonOf(response);

        Assert.True(me.GetProperty("premiumSubscriber").GetBoolean());
        var mini = me.GetProperty("miniProfile");
        Assert.Equal("sandbox-member-10", mini.GetProperty("publicIdentifier").GetString());
        Assert.True(mini.GetProperty("picture").TryGetProperty("com.linkedin.common.VectorImage", out _));
    }

    [Fact]
    public async Task Own_profile_normalized_refers_to_an_included_mini_profile()
    {
        using var response = await _sandbox.SendAsync(RunningSandbox.Voyager(HttpMethod.Get, "me"));

        var me = await RunningSandbox.JsonOf(response);

        Assert.Equal("application/vnd.linkedin.normalized+json+2.1", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("com.linkedin.voyager.common.Me", me.GetProperty("data").GetProperty("$type").GetString());
        var mini = Included(me, me.GetProperty("data").GetProperty("*miniProfile").GetString()!);
        var urn = mini.GetProperty("entityUrn").GetString()!;
        Assert.Equal(
            mini.GetProperty("dashEntityUrn").GetString(),
            urn.Replace("fs_miniProfile", "fsd_profile", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_resolved_person_comes_with_unrelated_people_and_the_relationship()
    {
        using var response = await _sandbox.ResolveAsync("JOHNDOE");

        var body = await RunningSandbox.JsonOf(response);
        var urn = body.GetProperty("data").GetProperty("*elements")[0].GetString()!;
        var john = Included(body, urn);
        var relationship = Included(body, john.GetProperty("*memberRelationship").GetString()!);

        Assert.Equal("johndoe", john.GetProperty("publicIdentifier").GetString());
        var union = relationship.GetProperty("memberRelationshipUnion");
        Assert.Equal("DISTANCE_2", union.GetProperty("noConnection").GetProperty("memberDistance").GetString());
        var people = body.GetProperty("included").EnumerateArray()
            .Where(entity => entity.TryGetProperty("publicIdentifier", out _));
        Assert.Equal(4, people.Count());
    }

    [Fact]
    public async Task The_position_of_the_person_varies()
    {
        var positions = new HashSet<int>();
        for (var ordinal = 1; ordinal <= 20; ordinal++)
        {
            using var response = await _sandbox.ResolveAsync($"person-{ordinal}");
            var body = await RunningSandbox.JsonOf(response);
            var slugs = body.GetProperty("included").EnumerateArray()
                .Select(entity => entity.TryGetProperty("publicIdentifier", out var slug) ? slug.GetString() : null)
                .ToList();
            positions.Add(slugs.IndexOf($"person-{ordinal}"));
        }

        Assert.True(positions.Count > 2);
        Assert.DoesNotContain(-1, positions);
    }

    [Fact]
    public async Task Without_the_top_card_decoration_there_is_no_relationship()
    {
        using var response = await _sandbox.SendAsync(RunningSandbox.Voyager(
            HttpMethod.Get,
            "identity/dash/profiles?q=memberIdentity&memberIdentity=johndoe&decorationId=FullProfile-76"));

        var body = await RunningSandbox.JsonOf(response);

        var john = Included(body, body.GetProperty("data").GetProperty("*elements")[0].GetString()!);
        Assert.False(john.TryGetProperty("*memberRelationship", out _));
    }

    [Fact]
    public async Task Plain_answers_nest_the_relationship()
    {
        using var response = await _sandbox.ResolveAsync("johndoe", normalized: false);

        var john = (await RunningSandbox.JsonOf(response)).GetProperty("elements")[0];

        var union = john.GetProperty("memberRelationship").GetProperty("memberRelationshipUnion");
        Assert.True(union.TryGetProperty("noConnection", out _));
        Assert.False(john.TryGetProperty("$type", out _));
    }

    [Fact]
    public async Task A_person_is_found_by_unicode_slug_by_id_and_by_urn()
    {
        var id = await _sandbox.MemberIdOfAsync("ZOË-müller-東京");
        using var byId = await _sandbox.ResolveAsync(id, normalized: false);
        using var byUrn = await _sandbox.SendAsync(RunningSandbox.Voyager(
            HttpMethod.Get, $"identity/dash/profiles/urn%3Ali%3Afsd_profile%3A{id}"));

        var element = (await RunningSandbox.JsonOf(byId)).GetProperty("elements")[0];
        var data = (await RunningSandbox.JsonOf(byUrn)).GetProperty("data");
        Assert.Equal("zoë-müller-東京", element.GetProperty("publicIdentifier").GetString());
        Assert.Equal("zoë-müller-東京", data.GetProperty("publicIdentifier").GetString());
    }

    [Theory]
    [InlineData("identity/dash/profiles?q=memberIdentity&memberIdentity=nobody", 404)]
    [InlineData("identity/dash/profiles?q=memberIdentity&memberIdentity=hidden-someone", 403)]
    [InlineData("identity/dash/profiles?q=memberIdentity&memberIdentity=ACoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 404)]
    [InlineData("identity/dash/profiles?q=memberIdentity", 400)]
    [InlineData("identity/dash/profiles?memberIdentity=johndoe", 400)]
    [InlineData("identity/dash/profiles/urn%3Ali%3Afsd_profile%3AACoAAgarbage", 404)]
    [InlineData("voyagerRelationshipsDashMemberRelationships/urn%3Ali%3Afsd_memberRelationship%3Agarbage", 404)]
    [InlineData("no/such/collection", 404)]
    public async Task A_failed_read_repeats_its_status_in_the_body(string path, int status)
    {
        using var response = await _sandbox.SendAsync(RunningSandbox.Voyager(HttpMethod.Get, path));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status, await RunningSandbox.StatusInBodyOf(response));
    }

    [Theory]
    [InlineData("sandbox-member-1", "self")]
    [InlineData("sandbox-member-2", "none")]
    [InlineData("person-100000000", "none")]
    [InlineData("already-connected", "connected")]
    [InlineData("already-invited", "SENT")]
    [InlineData("invited-you", "RECEIVED")]
    [InlineData("person-9--already-connected", "connected")]
    public async Task Every_relationship_can_be_read(string slug, string expected) =>
        Assert.Equal(expected, await _sandbox.RelationshipAsync(slug));

    [Fact]
    public async Task A_received_invitation_has_a_secret_and_a_stable_id()
    {
        var path = RunningSandbox.RelationshipOf(await _sandbox.MemberIdOfAsync("invited-you"));

        using var first = await _sandbox.SendAsync(RunningSandbox.Voyager(HttpMethod.Get, path));
        using var second = await _sandbox.SendAsync(RunningSandbox.Voyager(HttpMethod.Get, path));
        var one = Invitation(await RunningSandbox.JsonOf(first));
        var other = Invitation(await RunningSandbox.JsonOf(second));
        var seeded = await _sandbox.GetAsync("/sandbox/invitations?seeded=true");

        Assert.Equal("PENDING", one.GetProperty("invitationState").GetString());
        Assert.NotEmpty(one.GetProperty("sharedSecret").GetString()!);
        Assert.Equal(one.GetProperty("invitationId").GetInt64(), other.GetProperty("invitationId").GetInt64());
        Assert.Empty(await _sandbox.LogAsync());
        Assert.Single(seeded.GetProperty("items").EnumerateArray());
    }

    private static JsonElement Included(JsonElement body, string urn) => Assert.Single(
        body.GetProperty("included").EnumerateArray(),
        entity => entity.GetProperty("entityUrn").GetString() == urn);

    private static JsonElement Invitation(JsonElement body)
    {
        var noConnection = body.GetProperty("data").GetProperty("memberRelationshipUnion").GetProperty("noConnection");
        return Included(body, noConnection.GetProperty("invitationUnion").GetProperty("*invitation").GetString()!);
    }
}
