using System.Text.Json.Nodes;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Accounts;

/// <summary><c>POST /v2/login</c>: one member is one account, however often and by whomever it is connected.</summary>
public sealed class LoginTests(LoginTests.Fixture fixture) : IClassFixture<LoginTests.Fixture>
{
    private Gateway Gateway => fixture.Gateway;

    [Theory]
    [InlineData("li_at=sandbox-5")]
    [InlineData(" \"sandbox-5\"; ")]
    [InlineData("JSESSIONID=\"ajax:1\"; li_at=\"sandbox-5\";")]
    public async Task A_token_copied_from_a_browser_is_cleaned(string token)
    {
        await using var gateway = await Gateway.StartAsync();

        var answer = await gateway.PostAsync(
            "/v2/login", new JsonObject { ["platform"] = "linkedin", ["login_token"] = token });

        Assert.True(answer.Status == 200, answer.Text);
        var account = answer.Data["account_id"]!.GetValue<string>();
        Assert.Equal(account, await gateway.ConnectAsync(5));
        Assert.Equal(200, (await gateway.InviteAsync(account, "person-1")).Status);
    }

    [Fact]
    public async Task A_login_answers_with_the_account_and_costs_nothing()
    {
        var before = await Gateway.CreditsAsync();

        var answer = await LoginAsync("""{"platform":"linkedin","login_token":"sandbox-2"}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["account_id", "status", "challenge_type", "message"], answer.Data.AsObject().Select(pair => pair.Key));
        Assert.StartsWith("acc_", answer.Data["account_id"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("connected", answer.Data["status"]!.GetValue<string>());
        Assert.Equal("login", answer.Json["metadata"]!["action"]!.GetValue<string>());
        Assert.Equal(0, answer.CreditsConsumed);
        Assert.Equal(before, await Gateway.CreditsAsync());
    }

    [Fact]
    public async Task The_same_token_gives_the_same_account()
    {
        var first = await Gateway.ConnectAsync(3);

        Assert.Equal(first, await Gateway.ConnectAsync(3));
        Assert.NotEqual(first, await Gateway.ConnectAsync(4));
        Assert.Equal("acc_sandbox", await Gateway.ConnectAsync(1));
    }

    [Fact]
    public async Task Many_logins_of_one_member_at_once_give_one_account()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Gateway.ConnectAsync(5)));

        Assert.Single(ids.Distinct());
        var items = (await Gateway.GetAsync("/v2/accounts?limit=500")).Data["items"]!.AsArray();
        Assert.Single(items, item => item!["account_id"]!.GetValue<string>() == ids[0]);
    }

    [Fact]
    public async Task A_repeated_login_renews_name_and_country_and_keeps_what_it_does_not_give()
    {
        var id = await Gateway.ConnectAsync(7);
        await LoginAsync("""{"platform":"LinkedIn","login_token":"sandbox-7","account_name":"Ada","country":"uk"}""");
        await LoginAsync("""{"platform":"linkedin","login_token":"sandbox-7","account_name":" ","country":null}""");

        var item = (await Gateway.GetAsync($"/v2/accounts/{id}")).Data;

        Assert.Equal(("Ada", "UK"), (item["account_name"]!.GetValue<string>(), item["country"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("sandbox-0")]
    [InlineData("sandbox-1000001")]
    [InlineData("AQEDAR-not-a-session")]
    public async Task A_token_that_the_platform_refuses_is_a_wrong_parameter(string token)
    {
        var answer = await LoginAsync(
            new JsonObject { ["platform"] = "linkedin", ["login_token"] = token }.ToJsonString());

        Refused(answer, Reason.LoginRefused);
        Assert.Equal("session_expired", answer.Error["details"]!["cause"]!.GetValue<string>());
        Assert.DoesNotContain(token, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"login_token":"sandbox-8"}""", Reason.MissingParameter, "platform is required")]
    [InlineData("""{"platform":"linkedin"}""", Reason.MissingParameter, "login_token is required")]
    [InlineData("""{"platform":"linkedin","login_token":""}""", Reason.MissingParameter, "login_token is required")]
    [InlineData("""{"platform":"linkedin","login_token":null}""", Reason.MissingParameter, "login_token is required")]
    [InlineData("""{"platform":"whatsapp","login_token":"sandbox-8"}""", Reason.InvalidParameter, "platform must be")]
    [InlineData("""{"platform":7,"login_token":"sandbox-8"}""", Reason.InvalidParameter, "platform must be a string")]
    [InlineData("""{"platform":"linkedin","login_token":8}""", Reason.InvalidParameter, "login_token must be a string")]
    [InlineData(
        """{"platform":"linkedin","login_token":"a b"}""", Reason.InvalidParameter, "characters that no session")]
    [InlineData(
        """{"platform":"linkedin","login_token":"a;JSESSIONID=x"}""", Reason.InvalidParameter,
        "characters that no session")]
    [InlineData(
        """{"platform":"linkedin","login_token":"a\r\nX-Evil: 1"}""", Reason.InvalidParameter,
        "characters that no session")]
    [InlineData(
        """{"platform":"linkedin","login_token":"sandbox-8","country":"FRA"}""", Reason.InvalidParameter,
        "country is longer")]
    [InlineData(
        """{"platform":"linkedin","login_token":"sandbox-8","country":"F"}""", Reason.InvalidParameter, "two letters")]
    [InlineData(
        """{"platform":"linkedin","login_token":"sandbox-8","country":"1!"}""", Reason.InvalidParameter, "two letters")]
    [InlineData(
        """{"platform":"linkedin","login_token":"sandbox-8","token":"x"}""", Reason.UnknownParameter,
        "Did you mean login_token?")]
    [InlineData(
        """{"platform":"linkedin","email":"ada@example.org","password":"opensesame"}""", Reason.InvalidParameter,
        "never handles")]
    [InlineData(
        """{"platform":"linkedin","login_token":"sandbox-8","password":"opensesame"}""", Reason.InvalidParameter,
        "never handles")]
    [InlineData("""[]""", Reason.MalformedBody, "not an object")]
    public async Task What_cannot_be_a_login_is_refused(string body, Reason reason, string inMessage)
    {
        var answer = await LoginAsync(body);

        Refused(answer, reason);
        Assert.Contains(inMessage, answer.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("opensesame", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status-503", Reason.UpstreamUnavailable)]
    [InlineData("cut-before", Reason.UpstreamUnavailable)]
    [InlineData("status-429", Reason.PlatformThrottled)]
    public async Task A_platform_that_cannot_answer_is_said_to_be_so(string fault, Reason reason)
    {
        await Gateway.Sandbox.AddFaultAsync(new JsonObject { ["kind"] = fault, ["path"] = "me" });
        try
        {
            Refused(await LoginAsync("""{"platform":"linkedin","login_token":"sandbox-9"}"""), reason);
        }
        finally
        {
            await Gateway.Sandbox.ClearFaultsAsync();
        }
    }

    private static void Refused(Answered answer, Reason reason)
    {
        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], reason);
        Assert.Equal("login", answer.Json["metadata"]!["action"]!.GetValue<string>());
    }

    private Task<Answered> LoginAsync(string body, string key = Gateway.Key) => Gateway.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, "/v2/login")
        {
            Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        },
        key);

    public sealed class Fixture : GatewayFixture
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await SecondWorkspace.AddAsync(Gateway);
        }
    }
}
