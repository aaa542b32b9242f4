using Overture.Server.Actions;
using Overture.Server.Http;

namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// The one place in the cluster where something is done for a connected account; its key is the account's id.
/// </summary>
[Alias("overture.account")]
internal interface IAccountGrain : IGrainWithIntegerKey
{
    /// <summary>Carries out an action for the account.</summary>
    [Alias("act")]
    Task<WireAnswer> Act(ActionCall call);

    /// <summary>Does what a background job woke the account for.</summary>
    [Alias("wake")]
    Task Wake(string duty);
}
