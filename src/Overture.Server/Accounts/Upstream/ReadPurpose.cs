namespace Overture.Server.Accounts.Upstream;

/// <summary>What the platform is read for.</summary>
internal enum ReadPurpose
{
    /// <summary>To decide about a request; refused when the account's read budget is used up.</summary>
    Request,

    /// <summary>To learn what became of a send. It counts, but is never refused.</summary>
    Outcome,
}
