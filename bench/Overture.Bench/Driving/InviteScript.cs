using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Overture.Bench.Driving;

/// <summary>Invites a fresh person each time, and believes an answer only if it names that person and an invitation.</summary>
internal sealed class InviteScript : IScript
{
    private const int AccountDigits = 32;
    private const int PersonDigits = 8;

    private readonly Wishes _wishes;
    private readonly byte[] _request;
    private readonly int _accountAt;
    private readonly int _personAt;
    private readonly int _keyAt;

    public InviteScript(Wishes wishes, bool withKey)
    {
        _wishes = wishes;
        var account = new string('0', AccountDigits);
        var person = new string('9', PersonDigits);
        _request = Requests.Post(
            "/v2/network",
            $$$"""
            {"account_id":"acc_{{{account}}}","action":"invite","params":{"profile_url":"https://www.linkedin.com/in/person-{{{person}}}","message":"Good to meet you."}}
            """,
            withKey ? $"Idempotency-Key: wish-{person}\r\n" : "");
        _accountAt = _request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(account));
        _personAt = _request.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(person));
        _keyAt = withKey ? _request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(person)) : _personAt;
    }

    public Numbers Heard { get; } = new();

    public static string AccountId(int number) => $"acc_{number:D32}";

    public ReadOnlyMemory<byte> Next()
    {
        var (account, person) = _wishes.Take();
        account.TryFormat(_request.AsSpan(_accountAt, AccountDigits), out _, "D32", CultureInfo.InvariantCulture);
        person.TryFormat(_request.AsSpan(_personAt, PersonDigits), out _, "D8", CultureInfo.InvariantCulture);
        _request.AsSpan(_personAt, PersonDigits).CopyTo(_request.AsSpan(_keyAt));
        return _request;
    }

    public void Judge(in Answer answer)
    {
        var body = answer.Body.Span;
        var urn = "\"urn:li:invitation:"u8;
        var at = body.IndexOf(urn);
        if (answer.Status != 200
            || at < 0
            || !Utf8Parser.TryParse(body[(at + urn.Length)..], out long number, out _)
            || body.IndexOf(_request.AsSpan(_personAt, PersonDigits)) < 0)
            throw new WrongAnswerException($"An invitation was answered with {answer}");
        Heard.Add(number);
    }
}
