using Overture.Connectors;

namespace Overture.Server.Invitations;

/// <summary>The account in whose name a turn acts, as its actor holds it.</summary>
/// <param name="Id">The account.</param>
/// <param name="WorkspaceId">Who pays.</param>
/// <param name="Epoch">The actor's epoch; every commit checks it.</param>
/// <param name="Session">The owner's session.</param>
/// <param name="IsPremium">Decides how long a note may be.</param>
internal sealed record ActingAccount(string Id, string WorkspaceId, long Epoch, Session Session, bool IsPremium)
{
    /// <summary>Longest note in UTF-16 code units, as the web client counts.</summary>
    public int LongestNote => IsPremium ? 300 : 200;
}
