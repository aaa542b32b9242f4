namespace Overture.Server.Limits;

/// <summary>What the platform's answers to one request say about the account beyond that request.</summary>
/// <param name="Cooldown">A pause that the platform asked for.</param>
/// <param name="Unknown">An answer that was not understood.</param>
internal sealed record AccountSignal(Cooldown? Cooldown, UnknownAnswer? Unknown)
{
    /// <summary>Everything was understood, and nothing was closed.</summary>
    public static readonly AccountSignal None = new(null, null);
}
