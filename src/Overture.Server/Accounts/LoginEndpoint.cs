using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Accounts;

/// <summary><c>POST /v2/login</c>: connects an account, or renews its session.</summary>
internal static class LoginEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v2/login", HandleAsync)
        .WithName("login").WithTags("Accounts")
        .WithSummary("Connect an account with its owner's session token")
        .WithDescription(
            "The same member in the same workspace always gets the same `account_id`, so repeating a login is safe "
            + "and renews an expired session. Automating the web client is against the platform's user agreement; the "
            + "account's owner must know that. Passwords are not taken.")
        .Accepts<LoginRequest>("application/json")
        .Produces<SuccessEnvelope<LoginData>>()
        .Refuses(
            Reason.MissingParameter, Reason.InvalidParameter, Reason.UnknownParameter, Reason.LoginRefused,
            Reason.MemberConnectedElsewhere, Reason.WorkspaceLimit, Reason.PlatformThrottled,
            Reason.UpstreamUnavailable, Reason.UpstreamChanged, Reason.GatewayBusy);

    private static async Task<IResult> HandleAsync(
        HttpContext http, Login login, IOptions<HttpOptions> options, TimeProvider time)
    {
        var (body, refusal) = await JsonBody.ReadAsync(http, options.Value.MaxBodyBytes);
        if (body is null) return Refused(refusal!, time);
        using (body)
        {
            if (!ActionBinder.Bind<LoginBody>(body.RootElement, "the body").Succeeded(out var given, out refusal)
                || !given.ToRequest().Succeeded(out var request, out refusal))
            {
                return Refused(refusal, time);
            }

            var connected = await login.ConnectAsync(Caller.Of(http), request, newAccountId: null, http.RequestAborted);
            if (!connected.Succeeded(out var accountId, out refusal)) return Refused(refusal, time);
            var data = new LoginData
            {
                AccountId = RowKey.Text(RowKind.Account, accountId),
                Status = LoginStatus.Connected,
            };
            return AnswerResult.Success(data, time, ActionNames.Login);
        }
    }

    private static AnswerResult Refused(Refusal refusal, TimeProvider time) =>
        AnswerResult.Refused(refusal, time, ActionNames.Login);
}
