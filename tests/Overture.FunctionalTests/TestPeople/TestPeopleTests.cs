using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.TestPeople;

/// <summary>
/// Every test person of the sandbox, through the gateway: answer, charge, and what the network really has.
/// </summary>
public sealed class TestPeopleTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static readonly string[] SentKeys =
    [
        "invitation_urn", "profile_urn", "first_name", "last_name", "headline", "public_identifier",
        "profile_picture_url",
    ];

    /// <summary>
    /// Test people whose behaviour needs clocks or a second login; they have test classes of their own.
    /// </summary>
    private static readonly string[] Elsewhere =
        [
            "lost-request", "lost-answer-blind", "server-error-unsent", "session-expired", "html-login", "challenge",
            "restricted",
        ];

    public static TheoryData<string> WhoGetsOne =>
    [
        "johndoe", "zoë-müller-東京", "accepts-now", "accepts-in-3-days", "ignores", "slow", "lost-answer",
        "changed-shape", "server-error-sent", "note-quota",
    ];

    public static TheoryData<string, Reason> WhoRefuses => new()
    {
        { "already-invited", Reason.AlreadyInvited },
        { "invited-you", Reason.TheyInvitedYou },
        { "email-required", Reason.EmailRequired },
        { "not-invitable", Reason.NotInvitable },
        { "memorialized", Reason.Memorialized },
        { "resend-cooldown", Reason.ResendCooldown },
        { "weekly-limit", Reason.PlatformInvitationLimit },
        { "throttled", Reason.PlatformThrottled },
        { "unknown-refusal", Reason.UpstreamChanged },
    };

    [Theory]
    [MemberData(nameof(WhoGetsOne))]
    public async Task Who_can_be_invited_gets_one_invitation_and_it_is_named(string slug)
    {
        var account = await fixture.ConnectAsync();
        var before = await fixture.Gateway.CreditsAsync();

        var answer = await fixture.Gateway.InviteAsync(account.Id, slug);

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(SentKeys, answer.Data.AsObject().Select(pair => pair.Key));
        Assert.Equal(slug, answer.Data["public_identifier"]!.GetValue<string>());
        Assert.Equal(1, answer.CreditsConsumed);
        var arrived = Assert.Single(await fixture.ArrivedFromAsync(account));
        Assert.Equal(slug, arrived["person"]!.GetValue<string>());
        Assert.Equal($"urn:li:invitation:{arrived["id"]}", answer.Data["invitation_urn"]!.GetValue<string>());
        Assert.Equal(before - 1, await fixture.Gateway.CreditsAsync());
    }

    [Theory]
    [MemberData(nameof(WhoRefuses))]
    public async Task Who_cannot_be_invited_costs_nothing_and_the_refusal_says_why(string slug, Reason reason)
    {
        var account = await fixture.ConnectAsync();
        var before = await fixture.Gateway.CreditsAsync();

        var answer = await fixture.Gateway.InviteAsync(account.Id, slug);

        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], reason);
        Assert.Equal(Reasons.Of(reason).HasRetryAt, answer.Headers.ContainsKey("Retry-After"));
        Assert.Empty(await fixture.ArrivedFromAsync(account));
        Assert.Equal(before, await fixture.Gateway.CreditsAsync());
        // A refusal about the person leaves the account able to act; what the platform closed stays closed, without
        // asking it again.
        var next = await fixture.Gateway.InviteAsync(account.Id, "person-7");
        var isClosed = reason is Reason.PlatformInvitationLimit or Reason.PlatformThrottled;
        Assert.Equal(isClosed ? Reasons.NameOf(reason) : null, next.Reason);
        Assert.Equal(isClosed ? 0 : 1, (await fixture.ArrivedFromAsync(account)).Count);
    }

    [Theory]
    [InlineData("already-invited")]
    [InlineData("invited-you")]
    [InlineData("email-required")]
    [InlineData("memorialized")]
    public async Task Whose_profile_says_no_is_not_even_asked(string slug)
    {
        await using var gateway = await Gateway.StartAsync();

        Assert.NotNull((await gateway.InviteAsync(await gateway.ConnectAsync(1), slug)).Reason);

        Assert.Equal(0, await gateway.Sandbox.SendsReceivedAsync());
    }

    [Fact]
    public async Task Who_is_connected_already_is_a_success_without_an_invitation_and_free()
    {
        var account = await fixture.ConnectAsync();
        var before = await fixture.Gateway.CreditsAsync();

        var answer = await fixture.Gateway.InviteAsync(account.Id, "already-connected");

        Assert.Equal((200, 0), (answer.Status, answer.CreditsConsumed));
        Assert.Equal([.. SentKeys[1..], "status"], answer.Data.AsObject().Select(pair => pair.Key));
        Assert.Equal("already_connected", answer.Data["status"]!.GetValue<string>());
        Assert.Empty(await fixture.ArrivedFromAsync(account));
        Assert.Equal(before, await fixture.Gateway.CreditsAsync());
    }

    [Fact]
    public async Task Who_has_invited_the_account_comes_with_what_accepting_needs()
    {
        var answer = await fixture.Gateway.InviteAsync((await fixture.ConnectAsync()).Id, "invited-you");

        var details = answer.Error["details"]!.AsObject();
        Assert.Equal(["invitation_id", "entity_urn", "shared_secret"], details.Select(pair => pair.Key));
        Assert.Equal($"urn:li:invitation:{details["invitation_id"]}", details["entity_urn"]!.GetValue<string>());
        Assert.NotEmpty(details["shared_secret"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_pause_the_platform_asks_for_is_passed_on_as_it_was_asked()
    {
        var answer = await fixture.Gateway.InviteAsync((await fixture.ConnectAsync()).Id, "throttled");

        // The sandbox asks for two minutes; the answer may be a moment younger than the question.
        var wait = answer.Error["retry_at"]!.GetValue<DateTimeOffset>() - fixture.Gateway.Time.GetUtcNow();
        Assert.InRange(wait, TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(121));
        Assert.InRange(int.Parse(answer.Headers["Retry-After"], null), 100, 121);
    }

    [Fact]
    public async Task The_note_quota_stops_a_note_and_not_the_invitation()
    {
        var account = await fixture.ConnectAsync();

        var withNote = await fixture.Gateway.InviteAsync(account.Id, "note-quota", "Hello");
        Envelope.IsRefusal(withNote.Json, withNote.Status, withNote.Headers["X-Request-Id"], Reason.NoteQuota);
        Assert.Empty(await fixture.ArrivedFromAsync(account));

        Assert.Equal(200, (await fixture.Gateway.InviteAsync(account.Id, "note-quota")).Status);
        Assert.Null(Assert.Single(await fixture.ArrivedFromAsync(account))["note"]);
    }

    [Fact]
    public async Task Who_accepts_is_connected_from_then_on()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.InviteAsync(account.Id, "accepts-now");

        var again = await fixture.Gateway.InviteAsync(account.Id, "accepts-now");

        Assert.Equal("already_connected", again.Data["status"]!.GetValue<string>());
        Assert.Single(await fixture.ArrivedFromAsync(account));
    }

    [Fact]
    public async Task No_test_person_is_forgotten()
    {
        var all = (await fixture.Gateway.Sandbox.PeopleAsync(100))
            .Where(person => person["does"] is not null).Select(person => person["slug"]!.GetValue<string>());

        string[] tested =
        [
            .. WhoGetsOne.Select(row => row.Data), .. WhoRefuses.Select(row => row.Data.Item1), "already-connected",
            .. Elsewhere,
        ];
        Assert.Equal(all.Order(StringComparer.Ordinal), tested.Order(StringComparer.Ordinal));
    }
}
