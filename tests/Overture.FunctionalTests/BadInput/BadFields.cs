using Overture.Client.Contract;

namespace Overture.FunctionalTests.BadInput;

/// <summary>JSON objects whose fields cannot be used.</summary>
internal static class BadFields
{
    public static IEnumerable<BadRequest> Rows =>
        [.. Accounts, .. Actions, .. Params, .. UnknownNames, .. Notes, .. IdempotencyKeys];

    private static IEnumerable<BadRequest> Accounts =>
    [
        Missing("an empty object", "{}") with { InMessage = "account_id is required" },
        Missing("account_id null", """{"account_id":null,"action":"invite"}""")
            with { InMessage = "account_id is required" },
        Missing("account_id empty", """{"account_id":"","action":"invite"}""")
            with { InMessage = "account_id is required" },
        Missing("account_id blank", """{"account_id":" \t","action":"invite"}""")
            with { InMessage = "account_id is required" },
        Invalid("account_id a number", """{"account_id":1,"action":"invite"}""")
            with { InMessage = "account_id must be a string" },
        Invalid("account_id an object", """{"account_id":{"id":"acc_sandbox"}}""") with { InMessage = "account_id" },
        Invalid("account_id too long", $$"""{"account_id":"{{new string('a', 101)}}" }""")
            with { InMessage = "account_id is longer" },
        Invalid("account_id with a NUL", """{"account_id":"acc_sandbox\u0000","action":"invite"}""")
            with { InMessage = "NUL character" },
        Unknown(
            "an account nobody has",
            """{"account_id":"acc_nobody","action":"invite","params":{"identifier":"johndoe"}}"""),
        Unknown(
            "account_id in other letters",
            """{"account_id":"ACC_SANDBOX","action":"invite","params":{"identifier":"johndoe"}}"""),
        Unknown(
            "account_id with a wild card",
            """{"account_id":"acc_%","action":"invite","params":{"identifier":"johndoe"}}"""),
        Unknown(
            "account_id with a quote",
            """{"account_id":"' OR 1=1 --","action":"invite","params":{"identifier":"johndoe"}}"""),
        Unknown("an unknown account comes before a wrong action", """{"account_id":"acc_nobody","action":"dance"}"""),
    ];

    private static IEnumerable<BadRequest> Actions =>
    [
        Missing("no action", """{"account_id":"acc_sandbox","params":{"identifier":"johndoe"}}""")
            with { InMessage = "action is required" },
        Missing("action blank", """{"account_id":"acc_sandbox","action":"  "}""")
            with { InMessage = "action is required" },
        Invalid("action a number", """{"account_id":"acc_sandbox","action":7}""")
            with { InMessage = "action must be a string" },
        new("action too long", Reason.UnknownAction)
        {
            Text = $$"""{"account_id":"acc_sandbox","action":"{{new string('a', 101)}}"}""", InMessage = "invite",
        },
        new("an action of another category", Reason.UnknownAction)
        {
            Text = """{"account_id":"acc_sandbox","action":"send","params":{"identifier":"johndoe"}}""",
            InMessage = "invite",
        },
        .. new[] { "Invite", "invte", "invites", "send_invite", "invite " }.Select(action =>
            new BadRequest($"action \"{action}\"", Reason.UnknownAction)
            {
                Text = $$"""{"account_id":"acc_sandbox","action":"{{action}}","params":{"identifier":"johndoe"} }""",
                InMessage = "Did you mean invite?",
            }),
    ];

    private static IEnumerable<BadRequest> Params =>
    [
        .. new[] { "[]", "\"johndoe\"", "7", "true", """[{"identifier":"johndoe"}]""" }.Select(value =>
            Invalid($"params {value}", BadRequest.Invite(value)) with { InMessage = "params must be an object" }),
        Missing("no params", """{"account_id":"acc_sandbox","action":"invite"}""")
            with { InMessage = "profile_url or identifier" },
        Missing("params null", BadRequest.Invite("null")) with { InMessage = "profile_url or identifier" },
        Invalid("identifier a number", BadRequest.Invite("""{"identifier":7}"""))
            with { InMessage = "identifier must be a string" },
        Invalid("profile_url an array", BadRequest.Invite("""{"profile_url":["/in/johndoe"]}"""))
            with { InMessage = "profile_url must be a string" },
        Invalid("message an object", BadRequest.Invite("""{"identifier":"johndoe","message":{"text":"Hi"}}"""))
            with { InMessage = "message must be a string" },
        Invalid("message false", BadRequest.Invite("""{"identifier":"johndoe","message":false}"""))
            with { InMessage = "message must be a string" },
        Invalid("message with a NUL", BadRequest.Invite("""{"identifier":"johndoe","message":"Hi\u0000"}"""))
            with { InMessage = "NUL character" },
        Invalid(
            "a link too long",
            BadRequest.Invite($$"""{"profile_url":"https://www.linkedin.com/in/johndoe?{{new string('x', 9_000)}}"}"""))
            with { InMessage = "profile_url is longer" },
    ];

    private static IEnumerable<BadRequest> UnknownNames =>
    [
        .. new[]
        {
            ("message_text", "message"), ("messageText", "message"), ("Message", "message"), ("mesage", "message"),
            ("note_message", "message"), ("profileUrl", "profile_url"), ("profile-url", "profile_url"),
            ("linkedinUrl", "linkedin_url"), ("linkedin_profile_url", "profile_url"), ("identifer", "identifier"),
        }.Select(pair => Stray(
            $"the parameter {pair.Item1}", BadRequest.Invite($$"""{"identifier":"johndoe","{{pair.Item1}}":"x"}"""))
            with { InMessage = $"Did you mean {pair.Item2}?" }),
        Stray("a parameter like no other", BadRequest.Invite("""{"identifier":"johndoe","zzz":1}"""))
            with { InMessage = "Known: " },
        Stray("a parameter without a name", BadRequest.Invite("""{"identifier":"johndoe","":1}"""))
            with { InMessage = "Known: " },
        Stray(
            "a parameter with a name that is no name", BadRequest.Invite("""{"identifier":"johndoe","<b>\u0000":1}"""))
            with { InMessage = "A name is not known" },
        Stray("a name that the body does not know", """{"account_id":"acc_sandbox","acton":"invite"}""")
            with { InMessage = "Did you mean action?" },
        Stray(
            "parameters beside params",
            """{"account_id":"acc_sandbox","action":"invite","profile_url":"/in/johndoe"}""")
            with { InMessage = "profile_url" },
    ];

    private static IEnumerable<BadRequest> Notes =>
    [
        TooLong("a note of 201 on a free account", new string('n', 201)) with { InMessage = "201 UTF-16 code units" },
        TooLong("a note of 101 emoji", string.Concat(Enumerable.Repeat("🚀", 101)))
            with { InMessage = "202 UTF-16 code units" },
        TooLong("a note of 301", new string('n', 301)),
    ];

    private static IEnumerable<BadRequest> IdempotencyKeys =>
    [
        .. new[]
        {
            "Idempotency-Key:", "Idempotency-Key: two words", $"Idempotency-Key: {new string('k', 256)}",
        }.Select(
            (line, row) => Invalid($"idempotency key {row}", BadRequest.Invite("""{"identifier":"johndoe"}"""))
                with { Headers = [line], InMessage = "Idempotency-Key" }),
        Invalid("two idempotency keys", BadRequest.Invite("""{"identifier":"johndoe"}"""))
            with { Headers = ["Idempotency-Key: one", "Idempotency-Key: two"], InMessage = "Idempotency-Key" },
    ];

    private static BadRequest Missing(string name, string text) => new(name, Reason.MissingParameter) { Text = text };

    private static BadRequest Invalid(string name, string text) => new(name, Reason.InvalidParameter) { Text = text };

    private static BadRequest Unknown(string name, string text) => new(name, Reason.UnknownAccount) { Text = text };

    private static BadRequest Stray(string name, string text) => new(name, Reason.UnknownParameter) { Text = text };

    private static BadRequest TooLong(string name, string note) => new(name, Reason.NoteTooLong)
    {
        Text = BadRequest.Invite($$"""{"identifier":"johndoe","message":"{{note}}"}"""),
    };
}
