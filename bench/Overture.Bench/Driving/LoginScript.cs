using System.Text.Json;
using Overture.Bench.Filling;

namespace Overture.Bench.Driving;

/// <summary>
/// Connects the accounts one after the other through the gateway's own login. That works with every build, whatever its
/// database looks like.
/// </summary>
internal sealed class LoginScript(Logins logins) : IScript
{
    private int _number;

    public ReadOnlyMemory<byte> Next()
    {
        _number = logins.Next();
        // The gateway itself has connected the first member of the sandbox.
        var token = FilledAccounts.TokenOf(_number + 1);
        return Requests.Post("/v2/login", $$"""{"platform":"linkedin","login_token":"{{token}}"}""");
    }

    public void Check(in Answer answer)
    {
        if (answer.Status != 200) throw new WrongAnswerException($"A login was answered with {answer}");
        using var body = JsonDocument.Parse(answer.Body);
        logins.Ids[_number - 1] = body.RootElement.GetProperty("data").GetProperty("account_id").GetString()!;
    }
}
