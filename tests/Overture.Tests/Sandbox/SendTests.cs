using System.Net;
using System.Text;

namespace Overture.Tests.Sandbox;

public sealed class SendTests : IAsyncLifetime
{
    private RunningSandbox _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await RunningSandbox.StartAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task An_accepted_invitation_has_a_urn_a_row_in_the_log_and_a_pending_relationship()
    {
        using var response = await _sandbox.InviteAsync("johndoe", "Hello <John> 👋");
        var body = await RunningSandbox.JsonOf(response);
        var row = Assert.Single(await _sandbox.LogAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var value = body.GetProperty("data").GetProperty("value");
        Assert.Equal("urn:li:fsd_invitation:123456789", value.GetProperty("invitationUrn").GetString());
        Assert.Equal("urn:li:fsd_invitation:123456789", value.GetProperty("*invitation").GetString());
        Assert.Equal(123456789, row.GetProperty("id").GetInt64());
        Assert.Equal("sandbox-1", row.GetProperty("account").GetString());
        Assert.Equal("johndoe", row.GetProperty("person").GetString());
        Assert.Equal("Hello <John> 👋", row.GetProperty("note").GetString());
        Assert.Equal("pending", row.GetProperty("state").GetString());
        Assert.Equal("SENT", await _sandbox.RelationshipAsync("johndoe"));
        Assert.Equal("none", await _sandbox.RelationshipAsync("johndoe", member: 2));
    }

    [Fact]
    public async Task The_plain_answer_names_the_urn_under_value()
    {
        using var response = await _sandbox.InviteAsync("johndoe", normalized: false);

        var body = await RunningSandbox.JsonOf(response);

        var value = body.GetProperty("value");
        Assert.Equal("urn:li:fsd_invitation:123456789", value.GetProperty("invitationUrn").GetString());
    }

    [Fact]
    public async Task A_second_invitation_is_refused_and_not_logged()
    {
        using var first = await _sandbox.InviteAsync("johndoe");
        using var second = await _sandbox.InviteAsync("johndoe");

        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Equal("CANT_RESEND_YET", await RunningSandbox.CodeOf(second));
        Assert.Single(await _sandbox.LogAsync());
    }

    [Fact]
    public async Task One_of_many_simultaneous_invitations_to_a_person_is_accepted()
    {
        var id = await _sandbox.MemberIdOfAsync("person-1");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => _sandbox.SendAsync(RunningSandbox.SendRequest(id, null))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Single(await _sandbox.LogAsync());
    }

    [Fact]
    public async Task Numbers_rise_by_one_in_order_of_arrival()
    {
        var ids = await Task.WhenAll(
            Enumerable.Range(1, 30).Select(ordinal => _sandbox.MemberIdOfAsync($"person-{ordinal}")));

        await Task.WhenAll(ids.Select((id, index) =>
            _sandbox.SendAsync(RunningSandbox.SendRequest(id, null, member: index % 3 + 1))));

        var log = await _sandbox.LogAsync();
        Assert.Equal(Enumerable.Range(123456789, 30), log.Select(row => row.GetProperty("id").GetInt32()));
    }

    [Theory]
    [InlineData(1, 200, 200)]
    [InlineData(1, 201, 400)]
    [InlineData(10, 300, 200)]
    [InlineData(10, 301, 400)]
    public async Task Notes_are_longer_for_premium_members(int member, int length, int status)
    {
        using var response = await _sandbox.InviteAsync("johndoe", new string('é', length), member);

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 400) Assert.Equal("CUSTOM_MESSAGE_TOO_LONG", await RunningSandbox.CodeOf(response));
    }

    [Fact]
    public async Task The_older_action_takes_a_profile_urn()
    {
        var id = await _sandbox.MemberIdOfAsync("johndoe");
        using var request = RunningSandbox.Voyager(
            HttpMethod.Post, "voyagerRelationshipsDashMemberRelationships?action=verifyQuotaAndCreate");
        request.Content = new StringContent($$"""{"inviteeProfileUrn":"urn:li:fsd_profile:{{id}}"}""");

        using var response = await _sandbox.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(await _sandbox.LogAsync());
    }

    [Theory]
    [InlineData("verifyQuotaAndCreateV2", "", 400)]
    [InlineData("verifyQuotaAndCreateV2", "{", 400)]
    [InlineData("verifyQuotaAndCreateV2", "{}", 422)]
    [InlineData("verifyQuotaAndCreateV2", "[]", 422)]
    [InlineData("verifyQuotaAndCreateV2", """{"inviteeProfileUrn":"urn:li:fsd_profile:ID"}""", 422)]
    [InlineData("verifyQuotaAndCreateV2", """{"invitee":{"inviteeUnion":{"memberProfile":"ID"}}}""", 422)]
    [InlineData(
        "verifyQuotaAndCreateV2",
        """{"invitee":{"inviteeUnion":{"memberProfile":"urn:li:fsd_profile:ACoAAx"}}}""",
        404)]
    [InlineData(
        "verifyQuotaAndCreateV2",
        """{"invitee":{"inviteeUnion":{"memberProfile":"urn:li:fsd_profile:ID"}},"customMessage":7}""",
        422)]
    [InlineData(
        "verifyQuotaAndCreateV2",
        """{"invitee":{"inviteeUnion":{"memberProfile":"urn:li:fsd_profile:ID"}},"customMessage":"\ud83d"}""",
        400)]
    [InlineData(
        "verifyQuotaAndCreate",
        """{"invitee":{"inviteeUnion":{"memberProfile":"urn:li:fsd_profile:ID"}}}""",
        422)]
    [InlineData("somethingElse", """{"invitee":{"inviteeUnion":{"memberProfile":"urn:li:fsd_profile:ID"}}}""", 400)]
    public async Task An_invalid_body_is_refused(string action, string body, int status)
    {
        var id = await _sandbox.MemberIdOfAsync("johndoe");
        using var request = RunningSandbox.Voyager(
            HttpMethod.Post, $"voyagerRelationshipsDashMemberRelationships?action={action}");
        request.Content = new StringContent(body.Replace("ID", id, StringComparison.Ordinal), Encoding.UTF8);

        using var response = await _sandbox.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(await _sandbox.LogAsync());
    }

    [Fact]
    public async Task An_oversized_body_is_refused()
    {
        var id = await _sandbox.MemberIdOfAsync("johndoe");
        using var request = RunningSandbox.SendRequest(id, new string('x', 100_000));

        using var response = await _sandbox.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Inviting_oneself_is_a_server_error()
    {
        using var response = await _sandbox.InviteAsync("sandbox-member-1");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await _sandbox.LogAsync());
    }
}
