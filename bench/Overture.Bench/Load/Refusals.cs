using Overture.Bench.Driving;
using Overture.Bench.Processes;

namespace Overture.Bench.Load;

/// <summary>
/// Requests that a server refuses without asking the platform, and the endpoint that does nothing, which they are
/// compared with.
/// </summary>
internal static class Refusals
{
    // Well-formed in every build, and later than any account.
    private const string UnknownAccount = "acc_7zzzzzzzzzzzz";

    private const string Person = """{"profile_url":"https://www.linkedin.com/in/johndoe"}""";

    public static IEnumerable<(string Work, Func<IScript> Script)> Of(ServerProcess server)
    {
        var account = server.AccountId(1);
        var known = Requests.InviteBody(account, Person);
        if (server.Name == "forwarder")
        {
            yield return ("empty", () => new FixedScript(Requests.Post("/empty", known), 200, "success"));
        }

        if (!TestBed.IsGateway(server.Name)) yield break;
        yield return Refused(404, "unknown_account", Requests.InviteBody(UnknownAccount, Person));
        yield return Refused(400, "missing_parameter", Requests.InviteBody(account, "{}"));
        yield return Refused(403, "unknown_api_key", known, key: "wrong-key-1");
    }

    private static (string Work, Func<IScript> Script) Refused(
        int status, string reason, string body, string key = Requests.Key)
    {
        var request = Requests.Post("/v2/network", body, key: key);
        return (reason, () => new FixedScript(request, status, $"\"reason\":\"{reason}\""));
    }
}
