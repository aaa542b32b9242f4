namespace Overture.Server.Limits;

/// <summary>Limits of an account's own; there is a row while it has some.</summary>
internal sealed class AccountLimitsRow
{
    public required long AccountId { get; init; }

    /// <summary>As JSON, in the contract's form.</summary>
    public required string Limits { get; init; }
}
