using System.Text.Json;
using Overture.Client.Contract;
using Overture.Server.Actions;
using Overture.Server.Http;

namespace Overture.Tests.Actions;

public sealed class ActionBinderTests
{
    private const string Where = "params of x";

    [Fact]
    public void Names_are_snake_case()
    {
        var bound = Bind<InviteParams>(
            """
            {"profile_url":"a","linkedin_url":"b","identifier":"c","message":"d","note_policy":"drop","when":"queue",
             "dry_run":true,"override_claim":false}
            """);

        Assert.Equal(
            new InviteParams
            {
                ProfileUrl = "a",
                LinkedinUrl = "b",
                Identifier = "c",
                Message = "d",
                NotePolicy = NotePolicy.Drop,
                When = "queue",
                DryRun = true,
                OverrideClaim = false,
            },
            bound);
    }

    [Theory]
    [InlineData("""{"profil_url":"x"}""", "profil_url", "profile_url")]
    [InlineData("""{"profileUrl":"x"}""", "profileUrl", "profile_url")]
    [InlineData("""{"Profile_Url":"x"}""", "Profile_Url", "profile_url")]
    [InlineData("""{"message_text":"x"}""", "message_text", "message")]
    [InlineData("""{"identifer":"x"}""", "identifer", "identifier")]
    [InlineData("""{"dry-run":true}""", "dry-run", "dry_run")]
    [InlineData("""{"identifier":"x","wen":"now"}""", "wen", "when")]
    public void An_unknown_name_is_refused_with_the_nearest(string json, string name, string nearest)
    {
        var refusal = Refused<InviteParams>(json);

        Assert.Equal(Reason.UnknownParameter, refusal.Reason);
        Assert.Equal($"\"{name}\" is not known in {Where}. Did you mean {nearest}?", refusal.Message);
        Assert.Equal(nearest, refusal.Details!["nearest"]);
    }

    [Fact]
    public void An_unknown_name_without_a_near_one_is_refused_with_all()
    {
        var refusal = Refused<OperationParams>("""{"operation_id":"op_1","xyz":1}""");

        Assert.Equal($"\"xyz\" is not known in {Where}. Known: operation_id.", refusal.Message);
        Assert.Null(refusal.Details);
    }

    [Fact]
    public void An_action_without_parameters_takes_none()
    {
        Assert.Equal(
            $"\"count\" is not known in {Where}. It takes none.", Refused<NoParams>("""{"count":1}""").Message);
        Assert.NotNull(Bind<NoParams>("{}"));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("<script>")]
    [InlineData("naïve")]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_name_that_does_not_look_like_one_is_not_repeated(string name)
    {
        var refusal = Refused<OperationParams>($$"""{"operation_id":"op_1","{{name}}":1}""");

        Assert.Equal(Reason.UnknownParameter, refusal.Reason);
        Assert.StartsWith($"A name is not known in {Where}. ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_equals_absent()
    {
        Assert.Equal(
            new InviteParams { Identifier = "x" },
            Bind<InviteParams>(
                """
                {"identifier":"x","profile_url":null,"message":null,"note_policy":null,"when":null,"dry_run":null}
                """));
        Assert.Equal(new ListOperationsParams(), Bind<ListOperationsParams>("""{"count":null,"status":null}"""));
    }

    [Fact]
    public void An_unknown_name_with_null_is_absent() => Assert.Equal(
        new InviteParams { Identifier = "x" }, Bind<InviteParams>("""{"identifier":"x","nonsense":null}"""));

    [Fact]
    public void No_object_is_an_object_without_properties()
    {
        Assert.Equal(
            new ListOperationsParams(), ActionBinder.Bind<ListOperationsParams>(default, Where).ValueOrThrow());
        Assert.Equal(new ListOperationsParams(), Bind<ListOperationsParams>("null"));
        Assert.Equal(
            (Reason.MissingParameter, "operation_id is required."),
            ReasonAndText(ActionBinder.Bind<OperationParams>(default, Where).Refusal!));
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("\"5\"", 5)]
    [InlineData("1", 1)]
    [InlineData("500", 500)]
    public void A_number_can_come_as_text(string count, int expected) =>
        Assert.Equal(expected, Bind<ListOperationsParams>($$"""{"count":{{count}}}""").Count);

    [Theory]
    [InlineData("0")]
    [InlineData("501")]
    [InlineData("-1")]
    [InlineData("\"501\"")]
    [InlineData("2.5")]
    [InlineData("1e1")]
    [InlineData("99999999999999999999")]
    [InlineData("\"\"")]
    [InlineData("\"five\"")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void A_number_outside_its_bounds_or_of_another_type_is_refused_with_the_bounds(string count) => Assert.Equal(
        (Reason.InvalidParameter, "count must be a whole number from 1 to 500."),
        ReasonAndText(Refused<ListOperationsParams>($$"""{"count":{{count}}}""")));

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("\"TRUE\"", true)]
    public void A_flag_can_come_as_text(string flag, bool expected) =>
        Assert.Equal(expected, Bind<InviteParams>($$"""{"dry_run":{{flag}}}""").DryRun);

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("\"\"")]
    [InlineData("\"yes\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Another_value_is_no_flag(string flag) => Assert.Equal(
        (Reason.InvalidParameter, "dry_run must be true or false."),
        ReasonAndText(Refused<InviteParams>($$"""{"dry_run":{{flag}}}""")));

    [Theory]
    [InlineData("5")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[\"x\"]")]
    public void Another_value_is_no_text(string value) => Assert.Equal(
        (Reason.InvalidParameter, "identifier must be a string."),
        ReasonAndText(Refused<InviteParams>($$"""{"identifier":{{value}}}""")));

    [Fact]
    public void A_text_can_be_as_long_as_its_bound_and_no_longer()
    {
        var text = new string('a', 100);

        Assert.Equal(text, Bind<InviteParams>($$"""{"when":"{{text}}"}""").When);
        Assert.Equal(
            (Reason.InvalidParameter, "when is longer than the 100 characters accepted."),
            ReasonAndText(Refused<InviteParams>($$"""{"when":"{{text}}a"}""")));
    }

    [Fact]
    public void A_text_with_a_NUL_character_is_refused() => Assert.Equal(
        (Reason.InvalidParameter, "message contains a NUL character."),
        ReasonAndText(Refused<InviteParams>("""{"identifier":"x","message":"a\u0000b"}""")));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"operation_id":null}""")]
    [InlineData("""{"operation_id":""}""")]
    [InlineData("""{"operation_id":"  "}""")]
    public void A_required_parameter_must_be_there(string json) => Assert.Equal(
        (Reason.MissingParameter, "operation_id is required."), ReasonAndText(Refused<OperationParams>(json)));

    [Fact]
    public void An_optional_text_can_be_blank() =>
        Assert.Equal("  ", Bind<InviteParams>("""{"message":"  "}""").Message);

    [Fact]
    public void An_unknown_name_is_reported_before_a_missing_one() => Assert.Equal(
        (Reason.UnknownParameter, $"\"operation\" is not known in {Where}. Did you mean operation_id?"),
        ReasonAndText(Refused<OperationParams>("""{"operation":"op_1"}""")));

    [Theory]
    [InlineData("require", NotePolicy.Require)]
    [InlineData("drop", NotePolicy.Drop)]
    [InlineData("wait", NotePolicy.Wait)]
    [InlineData("", null)]
    [InlineData("  ", null)]
    public void An_enum_comes_by_name_and_blank_equals_absent(string name, NotePolicy? expected) =>
        Assert.Equal(expected, Bind<InviteParams>($$"""{"note_policy":"{{name}}"}""").NotePolicy);

    [Theory]
    [InlineData("\"Drop\"")]
    [InlineData("\"DROP\"")]
    [InlineData("\" drop\"")]
    [InlineData("\"1\"")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Another_value_of_an_enum_is_refused_with_the_names(string value) => Assert.Equal(
        (Reason.InvalidParameter, "note_policy must be one of: require, drop, wait."),
        ReasonAndText(Refused<InviteParams>($$"""{"note_policy":{{value}}}""")));

    [Fact]
    public void The_clients_word_for_a_newer_value_cannot_be_sent() => Assert.Equal(
        (
            Reason.InvalidParameter,
            "status must be one of: queued, running, sent, already_connected, refused, cancelled, held."),
        ReasonAndText(Refused<ListOperationsParams>("""{"status":"unknown"}""")));

    [Fact]
    public void A_name_of_two_words_is_snake_case() => Assert.Equal(
        OperationStatus.AlreadyConnected,
        Bind<ListOperationsParams>("""{"status":"already_connected"}""").Status);

    [Fact]
    public void Rows_are_bound_one_by_one()
    {
        var rows = Bind<InviteManyParams>(
            """
            {"rows":[
              {"identifier":"a","message":"m"},
              {"identifer":"b"},
              7,
              null,
              [],
              {"identifier":5},
              {"message":"a\u0000b"},
              {"identifier":"h"}
            ]}
            """).Rows;

        Assert.Equal(8, rows.Count);
        Assert.Equal(new InviteRow { Identifier = "a", Message = "m" }, rows[0]);
        Assert.Equal(new InviteRow { Identifier = "h" }, rows[7]);
        Assert.Equal(
            [
                null,
                "\"identifer\" is not known in a row of invite_many. Did you mean identifier?",
                "The row must be an object.",
                "The row must be an object.",
                "The row must be an object.",
                "identifier must be a string.",
                "message contains a NUL character.",
                null,
            ],
            Enumerable.Range(0, rows.Count).Select(index => BoundRows.FaultOf(rows, index)?.Message));
        Assert.Equal(Reason.UnknownParameter, BoundRows.FaultOf(rows, 1)!.Reason);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"a\"")]
    [InlineData("5")]
    [InlineData("true")]
    public void Another_value_is_no_list(string rows) => Assert.Equal(
        (Reason.InvalidParameter, "rows must be an array of 1 to 1000 objects."),
        ReasonAndText(Refused<InviteManyParams>($$"""{"rows":{{rows}}}""")));

    [Fact]
    public void A_list_can_be_as_long_as_its_bound_and_no_longer()
    {
        var rows = string.Join(',', Enumerable.Repeat("{}", 1_000));

        Assert.Equal(1_000, Bind<InviteManyParams>($$"""{"rows":[{{rows}}]}""").Rows.Count);
        Assert.Equal(
            (Reason.InvalidParameter, "rows must be an array of 1 to 1000 objects."),
            ReasonAndText(Refused<InviteManyParams>($$"""{"rows":[{{rows}},{}]}""")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"rows":null}""")]
    public void A_required_list_must_be_there(string json) => Assert.Equal(
        (Reason.MissingParameter, "rows is required."), ReasonAndText(Refused<InviteManyParams>(json)));

    [Fact]
    public void Action_and_parameters_of_a_body_stay_json()
    {
        var body = Bind<ActionBody>("""{"account_id":"acc_1","action":5,"params":{"a":[1]}}""");

        Assert.Equal("acc_1", body.AccountId);
        Assert.Equal(
            (JsonValueKind.Number, JsonValueKind.Object),
            (body.Action!.Value.ValueKind, body.Params!.Value.ValueKind));
    }

    [Fact]
    public void Every_actions_parameters_can_be_bound() => Assert.All(NetworkActions.All, descriptor =>
    {
        var bind = typeof(ActionBinder).GetMethod(nameof(ActionBinder.Bind))!.MakeGenericMethod(descriptor.Params);
        using var json = JsonDocument.Parse("""{"surely_unknown_name":1}""");

        var result = bind.Invoke(null, [json.RootElement, Where])!;

        var refusal = (Refusal)result.GetType().GetProperty(nameof(Result<object>.Refusal))!.GetValue(result)!;
        Assert.Equal(Reason.UnknownParameter, refusal.Reason);
    });

    private static T Bind<T>(string json)
        where T : class
    {
        using var document = JsonDocument.Parse(json);
        return ActionBinder.Bind<T>(document.RootElement.Clone(), Where).ValueOrThrow();
    }

    private static Refusal Refused<T>(string json)
        where T : class
    {
        using var document = JsonDocument.Parse(json);
        Assert.False(ActionBinder.Bind<T>(document.RootElement, Where).Succeeded(out _, out var refusal));
        return refusal;
    }

    private static (Reason Reason, string Text) ReasonAndText(Refusal refusal) => (refusal.Reason, refusal.Text);
}
