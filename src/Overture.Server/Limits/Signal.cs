namespace Overture.Server.Limits;

/// <summary>What the platform's answers to one wish say about the account beyond that wish.</summary>
/// <param name="Cooldown">A pause that it asked for.</param>
/// <param name="Unknown">An answer that was not understood.</param>
internal sealed record Signal(Cooldown? Cooldown, UnknownAnswer? Unknown)
{
    /// <summary>Everything was understood, and nothing was closed.</summary>
    public static readonly Signal None = new(null, null);
}
