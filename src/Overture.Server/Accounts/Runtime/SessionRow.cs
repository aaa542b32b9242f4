namespace Overture.Server.Accounts.Runtime;

/// <summary>An account's session, encrypted. Apart from the account's row, which every step locks.</summary>
internal sealed record SessionRow
{
    public required long AccountId { get; init; }

    /// <summary>The login token under Data Protection; never anything readable.</summary>
    public required byte[] ProtectedToken { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
