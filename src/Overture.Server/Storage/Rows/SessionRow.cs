namespace Overture.Server.Storage.Rows;

/// <summary>An account's session, encrypted. Apart from the account's row, which is written with every commit.</summary>
internal sealed class SessionRow
{
    public required string AccountId { get; init; }

    /// <summary>The login token under Data Protection; never anything readable.</summary>
    public required string ProtectedToken { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
