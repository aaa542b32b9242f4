using System.ComponentModel.DataAnnotations;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;

namespace Overture.Server.Accounts;

/// <summary>
/// The body of <c>POST /v2/login</c> as existing clients send it: some name more than the contract's own record, which
/// is what it becomes.
/// </summary>
internal sealed record LoginBody
{
    private const int LongestToken = 4_096;

    [StringLength(20)]
    public required string Platform { get; init; }

    [StringLength(LongestToken)]
    public string? LoginToken { get; init; }

    [StringLength(200)]
    public string? AccountName { get; init; }

    [StringLength(2)]
    public string? Country { get; init; }

    [StringLength(LongestToken)]
    public string? Email { get; init; }

    [StringLength(LongestToken)]
    public string? Password { get; init; }

    [StringLength(LongestToken)]
    public string? ChallengeType { get; init; }

    /// <summary>The login that is asked for, or why it is none.</summary>
    public Result<LoginRequest> ToRequest()
    {
        if (!Platform.Equals(Login.PlatformName, StringComparison.OrdinalIgnoreCase))
        {
            return Refusal.Invalid($"platform must be \"{Login.PlatformName}\".");
        }

        if (Password is not null || Email is not null)
        {
            return Refusal.Invalid(
                "email and password are not taken: Overture never handles the platform's passwords. Send login_token.");
        }

        var country = Given(Country)?.ToUpperInvariant();
        if (country is not null && (country.Length != 2 || !country.All(char.IsAsciiLetter)))
        {
            return Refusal.Invalid("country must be two letters, such as FR.");
        }

        var token = Accounts.LoginToken.Of(LoginToken ?? "");
        if (token.Length == 0) return new Refusal(Reason.MissingParameter, "login_token is required.");
        if (!Session.IsWellFormed(token))
        {
            return Refusal.Invalid("login_token has characters that no session cookie has.");
        }

        return new LoginRequest
        {
            Platform = Platform,
            LoginToken = token,
            AccountName = Given(AccountName),
            Country = country,
        };
    }

    public override string ToString() => nameof(LoginBody);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
