using Overture.Bench.Driving;
using Overture.Bench.Processes;

namespace Overture.Bench.Load;

/// <summary>Requests that a server can answer without asking anybody, and the endpoint that does nothing, beside which they are seen.</summary>
internal static class Refusals
{
    private const string Person = "\"params\":{\"profile_url\":\"https://www.linkedin.com/in/johndoe\"}";

    public static IEnumerable<(string Work, Func<IScript> Script)> Of(string server)
    {
        var known = Body(InviteScript.AccountId(1), Person);
        if (server == "forwarder")
            yield return ("empty", () => new FixedScript(Requests.Post("/empty", known), 200, "success"));
        if (!Landscape.IsGateway(server)) yield break;
        yield return ("unknown_account", () => Refused(
            Requests.Post("/v2/network", Body("acc_00000000000000000000000000000000", Person)), 404, "unknown_account"));
        yield return ("missing_parameter", () => Refused(
            Requests.Post("/v2/network", Body(InviteScript.AccountId(1), "\"params\":{}")), 400, "missing_parameter"));
        yield return ("unknown_api_key", () => Refused(
            Requests.Post("/v2/network", known, key: "wrong-key-1"), 403, "unknown_api_key"));
    }

    private static FixedScript Refused(byte[] request, int status, string reason) =>
        new(request, status, $"\"reason\":\"{reason}\"");

    private static string Body(string account, string parameters) =>
        $"{{\"account_id\":\"{account}\",\"action\":\"invite\",{parameters}}}";
}
