namespace Overture.Server.Accounts.Actions;

/// <summary>What a login brought: the encrypted session, and what its profile says.</summary>
internal sealed record Connection
{
    public required byte[] ProtectedToken { get; init; }

    public required string Name { get; init; }

    public string? Country { get; init; }

    public required bool IsPremium { get; init; }

    /// <summary>The silo logs the arguments of a call that is late; a session must not be among them.</summary>
    public override string ToString() => nameof(Connection);
}
