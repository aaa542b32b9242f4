using Overture.Connectors;

namespace Overture.Tests.Connectors;

/// <summary>What each answer means at each stage. The own profile always answers well.</summary>
public sealed class FailureClassificationTests
{
    private const string Login =
        "<html><form action=\"/checkpoint/lg/login-submit\"><input name=\"session_key\"></form></html>";
    private const string Challenge =
        "<html><a href=\"/checkpoint/challenge/AQ?ut=1\">Let's do a quick security check</a></html>";

    [Theory]
    [InlineData(400, "CANT_RESEND_YET", "Refused CannotResendYet")]
    [InlineData(400, "ALREADY_INVITED", "Refused CannotResendYet")]
    [InlineData(409, "ALREADY_CONNECTED", "Refused CannotResendYet")]
    [InlineData(409, "INVITATION_EXISTS", "Refused CannotResendYet")]
    [InlineData(400, "PENDING_INVITATION", "Refused CannotResendYet")]
    [InlineData(429, "CUSTOM_INVITE_LIMIT_REACHED", "Refused NoteQuotaReached")]
    [InlineData(429, "FUSE_LIMIT_EXCEEDED", "Refused InvitationLimitReached")]
    [InlineData(400, "CANT_INVITE_CONNECTION_LIMIT_REACHED", "Refused InvitationLimitReached")]
    [InlineData(400, "MAX_INVITATION_SENT", "Refused InvitationLimitReached")]
    [InlineData(400, "TOO_MANY_PENDING_INVITATIONS", "Refused InvitationLimitReached")]
    [InlineData(400, "PRIMARY_HANDLE_NOT_CONFIRMED", "Refused AccountRestricted")]
    [InlineData(403, "ACCOUNT_RESTRICTED", "Refused AccountRestricted")]
    [InlineData(400, "EMAIL_REQUIRED", "Refused EmailRequired")]
    [InlineData(400, "CANT_INVITE_MEMBER", "Refused NotInvitable")]
    [InlineData(422, "CUSTOM_MESSAGE_TOO_LONG", "Refused NoteTooLong")]
    [InlineData(400, "SOMETHING_NEW", "Refused Unknown")]
    [InlineData(429, "SOMETHING_NEW", "Refused Unknown")]
    [InlineData(401, "CANT_RESEND_YET", "SessionLost Expired")]
    [InlineData(500, "CANT_RESEND_YET", "PerhapsSent")]
    [InlineData(200, "CUSTOM_INVITE_LIMIT_REACHED", "AnsweredBadly")]
    public async Task A_send_is_classified_by_its_code_in_both_encodings(int status, string code, string expected)
    {
        string[] bodies =
        [
            $$"""{"data":{"status":{{status}},"code":"{{code}}"},"included":[]}""",
            $$"""{"status":{{status}},"code":"{{code}}","message":"verifyQuotaAndCreate failed"}""",
        ];
        foreach (var body in bodies)
        {
            var failure = await SendAsync(Reaction.Json(body, status));
            Assert.Equal(expected, Describe(failure));
            Assert.Equal(code, failure.Code);
            Assert.Equal(status, failure.Status);
        }
    }

    [Theory]
    [InlineData(400, """{"data":{"status":400},"included":[]}""", "Refused Unknown")]
    [InlineData(400, "", "Refused Unknown")]
    [InlineData(404, """{"status":404}""", "Refused Unknown")]
    [InlineData(406, "{}", "Refused Unknown")]
    [InlineData(409, "{}", "Refused Unknown")]
    [InlineData(410, "{}", "Refused Unknown")]
    [InlineData(422, """{"data":{"status":422},"included":[]}""", "Refused Unknown")]
    [InlineData(403, """{"status":403}""", "Refused Unknown")]
    [InlineData(
        403,
        """{"challengeId":"AQ","challengeUrl":"https://x/checkpoint/challenge/AQ"}""",
        "SessionLost ChallengeRequired")]
    [InlineData(401, """{"data":{"status":401},"included":[]}""", "SessionLost Expired")]
    [InlineData(429, """{"data":{"status":429},"included":[]}""", "Throttled")]
    [InlineData(429, "", "Throttled")]
    [InlineData(451, "{}", "SessionLost Restricted")]
    [InlineData(999, "", "SessionLost Restricted")]
    [InlineData(408, "", "PerhapsSent")]
    [InlineData(500, """{"data":{"status":500},"included":[]}""", "PerhapsSent")]
    [InlineData(502, "<html>bad gateway</html>", "PerhapsSent")]
    [InlineData(503, "", "PerhapsSent")]
    [InlineData(504, "", "PerhapsSent")]
    [InlineData(200, "", "AnsweredBadly")]
    [InlineData(200, "{}", "AnsweredBadly")]
    [InlineData(200, "[]", "AnsweredBadly")]
    [InlineData(200, "null", "AnsweredBadly")]
    [InlineData(200, "{\"data\":", "AnsweredBadly")]
    [InlineData(200, """{"data":{"value":{}},"included":[]}""", "AnsweredBadly")]
    [InlineData(
        200,
        """{"data":{"value":{"invitationUrn":"urn:li:fsd_invitation:7"}},"errors":[{"message":"x"}]}""",
        "AnsweredBadly")]
    [InlineData(
        200,
        """{"data":{"status":422,"value":{"invitationUrn":"urn:li:fsd_invitation:7"}}}""",
        "AnsweredBadly")]
    [InlineData(200, """{"data":{"value":{"code":"X","invitationUrn":"urn:li:fsd_invitation:7"}}}""", "AnsweredBadly")]
    [InlineData(201, """{"data":{"value":{"invitationUrn":"urn:li:fsd_invitation:0"}}}""", "AnsweredBadly")]
    [InlineData(202, "{}", "AnsweredBadly")]
    [InlineData(200, Login, "SessionLost Expired")]
    [InlineData(200, "<html><title>Sign in</title></html>", "SessionLost Expired")]
    [InlineData(200, Challenge, "SessionLost ChallengeRequired")]
    [InlineData(200, "<!doctype html><p>checkpoint</p>", "SessionLost ChallengeRequired")]
    public async Task A_send_without_code_is_classified_by_status_and_shape(int status, string body, string expected) =>
        Assert.Equal(expected, Describe(await SendAsync(Reaction.Json(body, status))));

    [Theory]
    [InlineData(301, "/uas/login?session_redirect=x", "SessionLost Expired")]
    [InlineData(302, "/login", "SessionLost Expired")]
    [InlineData(303, "https://www.linkedin.com/login-cancel", "SessionLost Expired")]
    [InlineData(302, "/checkpoint/lg/sign-in-another-account", "SessionLost Expired")]
    [InlineData(307, "/checkpoint/challenge/AQ", "SessionLost ChallengeRequired")]
    [InlineData(302, "https://www.linkedin.com/checkpoint/challengesV2/AQ", "SessionLost ChallengeRequired")]
    [InlineData(302, "/challenge/1", "SessionLost ChallengeRequired")]
    [InlineData(301, "/voyager/api/elsewhere", "AnsweredBadly")]
    [InlineData(303, "/loginless", "AnsweredBadly")]
    [InlineData(308, "https://elsewhere.invalid/", "AnsweredBadly")]
    [InlineData(302, "", "AnsweredBadly")]
    public async Task A_redirect_is_classified_by_its_target_and_not_followed(
        int status, string target, string expected)
    {
        var reaction = target.Length > 0 ? Reaction.Redirect(target, status) : Reaction.Json("", status);
        foreach (var stage in Enum.GetValues<FailureStage>())
        {
            await using var upstream = new ScriptedUpstream(_ => reaction);
            var failure = await CallAsync(upstream, stage);
            Assert.Equal(expected, Describe(failure));
            Assert.Equal(expected == "AnsweredBadly" ? "REDIRECT" : null, failure.Code);
            Assert.Single(upstream.Requests);
        }
    }

    [Fact]
    public async Task A_redirect_to_the_same_address_is_an_expired_session()
    {
        await using var upstream = new ScriptedUpstream(request => Reaction.Redirect(request.Target));
        foreach (var stage in Enum.GetValues<FailureStage>())
        {
            Assert.Equal("SessionLost Expired", Describe(await CallAsync(upstream, stage)));
        }

        Assert.Equal(4, upstream.Requests.Count);
    }

    [Theory]
    [InlineData("Set-Cookie: li_at=delete me; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/", "SessionLost Expired")]
    [InlineData("Set-Cookie: lang=v=2\r\nSet-Cookie: li_at=; Max-Age=0", "SessionLost Expired")]
    [InlineData("Set-Cookie: lang=; Max-Age=0", "AnsweredBadly")]
    [InlineData("Set-Cookie: li_at=fresh; Path=/", "AnsweredBadly")]
    public async Task A_redirect_that_deletes_the_cookie_is_an_expired_session(string header, string expected) =>
        Assert.Equal(expected, Describe(await SendAsync(Reaction.Redirect("/feed/", 302, header + "\r\n"))));

    [Theory]
    [InlineData(FailureStage.OwnProfile, 403, "{}", "SessionLost Expired")]
    [InlineData(FailureStage.OwnProfile, 404, "{}", "AnsweredBadly")]
    [InlineData(FailureStage.OwnProfile, 401, "{}", "SessionLost Expired")]
    [InlineData(FailureStage.OwnProfile, 200, "{}", "AnsweredBadly")]
    [InlineData(FailureStage.OwnProfile, 200, Login, "SessionLost Expired")]
    [InlineData(FailureStage.Person, 403, "{}", "Refused PersonNotFound")]
    [InlineData(FailureStage.Person, 404, "{}", "Refused PersonNotFound")]
    [InlineData(
        FailureStage.Person,
        403,
        """{"challengeUrl":"/checkpoint/challenge/A"}""",
        "SessionLost ChallengeRequired")]
    [InlineData(FailureStage.Person, 400, """{"status":400}""", "AnsweredBadly")]
    [InlineData(FailureStage.Person, 410, """{"data":{"status":410},"included":[]}""", "AnsweredBadly")]
    [InlineData(FailureStage.Person, 429, """{"code":"SOMETHING_NEW"}""", "Throttled")]
    [InlineData(FailureStage.Person, 429, """{"code":"ACCOUNT_RESTRICTED"}""", "Refused AccountRestricted")]
    [InlineData(FailureStage.Person, 500, "{}", "NotSent")]
    [InlineData(FailureStage.Person, 999, "", "SessionLost Restricted")]
    [InlineData(FailureStage.Person, 200, """{"data":{"code":"X"}}""", "AnsweredBadly")]
    [InlineData(FailureStage.Relationship, 404, "{}", "Refused PersonNotFound")]
    [InlineData(FailureStage.Relationship, 400, "{}", "AnsweredBadly")]
    [InlineData(FailureStage.Relationship, 503, "{}", "NotSent")]
    [InlineData(
        FailureStage.Relationship,
        200,
        """{"data":{"entityUrn":"urn:li:fsd_memberRelationship:ACoAAX","memberRelationshipUnion":{"self":{}}}}""",
        "AnsweredBadly")]
    public async Task A_read_is_classified_by_stage(FailureStage stage, int status, string body, string expected)
    {
        var isOwn = stage == FailureStage.OwnProfile;
        await using var upstream = new ScriptedUpstream(request =>
            request.Target.EndsWith("/me", StringComparison.Ordinal) && !isOwn
                ? Reaction.Json(Bodies.MeNormalized)
                : Reaction.Json(body, status));
        var failure = await CallAsync(upstream, stage);
        Assert.Equal(expected, Describe(failure));
        Assert.Equal(stage, failure.Stage);
        Assert.Equal(expected.Contains("NotFound", StringComparison.Ordinal) ? 2 : 1, upstream.Requests.Count);
    }

    [Theory]
    [InlineData(FailureStage.Person, 401, "SessionLost Expired")]
    [InlineData(FailureStage.Person, 403, "SessionLost Expired")]
    [InlineData(FailureStage.Person, 429, "Throttled")]
    [InlineData(FailureStage.Person, 503, "NotSent")]
    [InlineData(FailureStage.Relationship, 999, "SessionLost Restricted")]
    [InlineData(FailureStage.Send, 401, "SessionLost Expired")]
    [InlineData(FailureStage.Send, 503, "Refused Unknown")]
    [InlineData(FailureStage.Send, 429, "Refused Unknown")]
    public async Task The_own_profile_decides_what_a_403_means(FailureStage stage, int own, string expected)
    {
        await using var upstream = new ScriptedUpstream(request =>
            Reaction.Json("{}", request.Target.EndsWith("/me", StringComparison.Ordinal) ? own : 403));
        var failure = await CallAsync(upstream, stage);
        Assert.Equal(expected, Describe(failure));
        Assert.Equal(stage, failure.Stage);
        Assert.Equal(2, upstream.Requests.Count);
    }

    [Theory]
    [InlineData("Retry-After: 90", "2026-10-05T12:01:30Z")]
    [InlineData("Retry-After: Mon, 05 Oct 2026 13:00:00 GMT", "2026-10-05T13:00:00Z")]
    [InlineData("Retry-After: soon", null)]
    [InlineData("X-None: 1", null)]
    public async Task A_throttled_answer_carries_its_retry_time(string header, string? expected)
    {
        var failure = await SendAsync(Reaction.Json("{}", 429, header + "\r\n"));
        Assert.Equal(FailureClass.Throttled, failure.Class);
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, provider: null), failure.RetryAt);
    }

    [Fact]
    public async Task An_oversized_body_is_a_bad_answer()
    {
        var spaces = new string(' ', 0x200000);
        var chunks = $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n{spaces}\r\n0\r\n\r\n";
        foreach (var reaction in new[] { Reaction.Raw(chunks), Reaction.Json(new string(' ', 0x100001)) })
        {
            var failure = await SendAsync(reaction);
            Assert.Equal("AnsweredBadly", Describe(failure));
            Assert.Equal("oversized", failure.Sample);
        }
    }

    [Fact]
    public async Task A_sample_shows_keys_and_kinds_but_no_value()
    {
        var failure = await SendAsync(Reaction.Json(
            """
            {"data":{"$type":"secret1","value":{"n":4711,"b":true,"l":["secret2"],"urn:li:member:4711":"x"}},
             "included":[]}
            """));
        Assert.Equal("{data:{$type:s,value:{n:n,b:b,l:[1 s],?:s}},included:[0]}", failure.Sample);
        var members = Enumerable.Range(0, 400).Select(i => $"\"key{new string('a', i % 30)}\":{i}");
        var wide = "{" + string.Join(',', members) + "}";
        Assert.InRange((await SendAsync(Reaction.Json(wide))).Sample!.Length, 1, 500);
    }

    private static async Task<Failure> SendAsync(Reaction reaction)
    {
        await using var upstream = new ScriptedUpstream(request =>
            request.IsPost ? reaction : Reaction.Json(Bodies.MeNormalized));
        var failure = await CallAsync(upstream, FailureStage.Send);
        Assert.Equal(1, upstream.Posts);
        return failure;
    }

    private static async Task<Failure> CallAsync(ScriptedUpstream upstream, FailureStage stage)
    {
        await using var host = ConnectorHost.For(upstream);
        var failure = stage switch
        {
            FailureStage.OwnProfile => (await host.OwnProfileAsync()).Failure,
            FailureStage.Person => (await host.ResolveAsync()).Failure,
            FailureStage.Relationship => (await host.RelationshipAsync()).Failure,
            FailureStage.Send => (await host.SendAsync("note")).Failure,
        };
        Assert.NotNull(failure);
        return failure;
    }

    private static string Describe(Failure failure) => $"{failure.Class} {failure.Refusal}{failure.Loss}".TrimEnd();
}
