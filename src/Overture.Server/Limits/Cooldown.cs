using Overture.Client.Contract;

namespace Overture.Server.Limits;

/// <summary>A pause that the platform asked for.</summary>
/// <param name="Kind">What it closes.</param>
/// <param name="Reason">The reason with which it refuses.</param>
/// <param name="Since">When the platform asked for it.</param>
/// <param name="Until">When the same may be tried again.</param>
internal sealed record Cooldown(CooldownKind Kind, Reason Reason, DateTimeOffset Since, DateTimeOffset Until);
