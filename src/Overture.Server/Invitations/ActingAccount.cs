using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Audit;
using Overture.Server.Limits;
using Overture.Server.Storage;

namespace Overture.Server.Invitations;

/// <summary>The account in whose name a turn acts, as its actor holds it.</summary>
/// <param name="Id">The account.</param>
/// <param name="WorkspaceId">Who pays.</param>
/// <param name="Epoch">The actor's epoch; every commit checks it.</param>
/// <param name="Session">The owner's session.</param>
/// <param name="IsPremium">Decides how long a note may be.</param>
/// <param name="InactiveReason">Why the account cannot act; null while it can.</param>
/// <param name="Standing">How it stands to its limits.</param>
/// <param name="Audit">Where its decisions are written down.</param>
internal sealed record ActingAccount(
    string Id, string WorkspaceId, long Epoch, Session Session, bool IsPremium, Reason? InactiveReason, Standing Standing, AuditChain Audit)
{
    /// <summary>The first statement of each of its steps.</summary>
    public Statement Fence => AccountFence.Of(Id, Epoch);

    /// <summary>Longest note in UTF-16 code units, as the web client counts.</summary>
    public int LongestNote => LongestNoteOf(IsPremium);

    public static int LongestNoteOf(bool isPremium) => isPremium ? 300 : 200;
}
