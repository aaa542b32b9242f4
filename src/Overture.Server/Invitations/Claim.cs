namespace Overture.Server.Invitations;

/// <summary>A person on whom another account of the workspace is at work.</summary>
/// <param name="AccountId">Who is.</param>
/// <param name="Until">When the person is free again if that account does nothing more; null while it is in that account's queue.</param>
internal sealed record Claim(string AccountId, DateTimeOffset? Until);
