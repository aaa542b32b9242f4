using Overture.Server.Invitations;

namespace Overture.Server.Network;

/// <summary>What an <c>invite</c> asks for: the wish, when, and whether really.</summary>
internal sealed record InviteWish(InviteCommand Command, WhenParam When, bool IsDryRun);
