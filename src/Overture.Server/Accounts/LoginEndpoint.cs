using System.Text.Json;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;

namespace Overture.Server.Accounts;

/// <summary><c>POST /v2/login</c>: connects an account, or renews its session.</summary>
internal static class LoginEndpoint
{
    private const int LongestToken = 4_096;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v2/login", HandleAsync)
        .WithName("login").WithTags("Accounts")
        .WithSummary("Connect an account with its owner's session token")
        .WithDescription(
            "The same member in the same workspace always gets the same `account_id`, so repeating a login is safe and is how "
            + "an expired session is renewed. Automating the web client is against the platform's user agreement; the "
            + "account's owner must know that. Passwords are not taken.")
        .Accepts<LoginRequest>("application/json")
        .Produces<SuccessEnvelope<LoginData>>()
        .Refuses(
            Reason.MissingParameter, Reason.InvalidParameter, Reason.UnknownParameter, Reason.LoginRefused,
            Reason.PlatformThrottled, Reason.UpstreamUnavailable, Reason.UpstreamChanged, Reason.GatewayBusy);

    private static async Task<IResult> HandleAsync(
        HttpContext http, LoginFlow flow, IOptions<HttpOptions> options, TimeProvider time)
    {
        var (body, refusal) = await JsonBody.ReadAsync(http, options.Value.MaxBodyBytes);
        if (body is null) return Refused(refusal!, time);
        using (body)
        {
            var login = Read(body.RootElement, out refusal);
            if (refusal is not null) return Refused(refusal, time);
            var (accountId, notConnected) = await flow.ConnectAsync(
                Caller.Of(http).WorkspaceId, login, newAccountId: null, http.RequestAborted);
            return accountId is null ? Refused(notConnected!, time) : Connected(accountId, time);
        }
    }

    private static LoginRequest Read(JsonElement body, out Refusal? refusal)
    {
        var reader = new ParamReader(
            body, "the body", "platform", "login_token", "account_name", "country", "email", "password", "challenge_type");
        var login = new LoginRequest
        {
            Platform = reader.RequiredText("platform", 20),
            LoginToken = reader.Text("login_token", LongestToken) ?? "",
            AccountName = Given(reader.Text("account_name", 200)),
            Country = Given(reader.Text("country", 2))?.ToUpperInvariant(),
        };
        refusal = reader.Refusal ?? RefusalOf(login, reader);
        return login;
    }

    private static Refusal? RefusalOf(LoginRequest login, ParamReader reader)
    {
        if (!login.Platform.Equals(LoginFlow.Platform, StringComparison.OrdinalIgnoreCase))
            return new Refusal(Reason.InvalidParameter, $"platform must be \"{LoginFlow.Platform}\".");
        if (reader.Text("password", LongestToken) is not null || reader.Text("email", LongestToken) is not null)
        {
            return new Refusal(
                Reason.InvalidParameter,
                "email and password are not taken: Overture never handles the platform's passwords. Send login_token.");
        }

        if (login.Country is { } country && (country.Length != 2 || !country.All(char.IsAsciiLetter)))
            return new Refusal(Reason.InvalidParameter, "country must be two letters, such as FR.");
        if (login.LoginToken.Length == 0) return new Refusal(Reason.MissingParameter, "login_token is required.");
        return Session.IsWellFormed(login.LoginToken)
            ? null
            : new Refusal(Reason.InvalidParameter, "login_token has characters that no session cookie has.");
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static AnswerResult Connected(string accountId, TimeProvider time) => new(Answers.Success(
        new LoginData { AccountId = accountId, Status = "connected" },
        ContractJson.Default.SuccessEnvelopeLoginData,
        AnswerResult.Free(time, ActionNames.Login)));

    private static AnswerResult Refused(Refusal refusal, TimeProvider time) =>
        AnswerResult.Refused(refusal, time, ActionNames.Login);
}
