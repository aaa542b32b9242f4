namespace Overture.Server.Limits;

/// <summary>Reads that an account may have used in an hour.</summary>
/// <param name="Hour">When the hour begins.</param>
/// <param name="Reads">How many.</param>
internal readonly record struct ReadLease(DateTimeOffset Hour, int Reads);
