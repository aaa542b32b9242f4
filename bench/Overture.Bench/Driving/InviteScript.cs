using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Overture.Bench.Driving;

/// <summary>Invites a new person each time. An answer must name that person and an invitation.</summary>
internal sealed class InviteScript : IScript
{
    private const int PersonDigits = 8;

    private readonly InvitePairs _pairs;
    private readonly Func<int, string> _accountId;
    private readonly byte[] _request;
    private readonly Range _account;
    private readonly int _personAt;
    private readonly int _keyAt;

    /// <param name="pairs">Which accounts and people.</param>
    /// <param name="accountId">The id of an account by its number; all ids have the same length.</param>
    /// <param name="withKey">Whether each call has an idempotency key.</param>
    public InviteScript(InvitePairs pairs, Func<int, string> accountId, bool withKey)
    {
        _pairs = pairs;
        _accountId = accountId;
        var account = accountId(1);
        var person = new string('9', PersonDigits);
        var url = $"https://www.linkedin.com/in/person-{person}";
        _request = Requests.Post(
            "/v2/network",
            Requests.InviteBody(account, $$"""{"profile_url":"{{url}}","message":"Good to meet you."}"""),
            withKey ? $"Idempotency-Key: request-{person}\r\n" : "");
        var at = _request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(account));
        _account = at..(at + account.Length);
        _personAt = _request.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(person));
        _keyAt = withKey ? _request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(person)) : _personAt;
    }

    /// <summary>The platform's numbers in the answers.</summary>
    public Numbers Answered { get; } = new();

    public ReadOnlyMemory<byte> Next()
    {
        var (account, person) = _pairs.Next();
        Encoding.ASCII.GetBytes(_accountId(account), _request.AsSpan(_account));
        person.TryFormat(_request.AsSpan(_personAt, PersonDigits), out _, "D8", CultureInfo.InvariantCulture);
        _request.AsSpan(_personAt, PersonDigits).CopyTo(_request.AsSpan(_keyAt));
        return _request;
    }

    public void Check(in Answer answer)
    {
        var body = answer.Body.Span;
        var urn = "\"urn:li:invitation:"u8;
        var at = body.IndexOf(urn);
        if (answer.Status != 200
            || at < 0
            || !Utf8Parser.TryParse(body[(at + urn.Length)..], out long number, out _)
            || body.IndexOf(_request.AsSpan(_personAt, PersonDigits)) < 0)
        {
            throw new WrongAnswerException($"An invitation was answered with {answer}");
        }

        Answered.Add(number);
    }
}
