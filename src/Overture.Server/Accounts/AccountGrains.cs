namespace Overture.Server.Accounts;

/// <summary>
/// Finds an account's actor by its name. The factory would look up by reflection, at each call, what kind of grain an account is; that
/// stays the same for the life of the process.
/// </summary>
internal sealed class AccountGrains(IGrainFactory grains)
{
    // One reference, so that no caller sees half of it.
    private GrainReference? _first;

    public IAccountGrain Of(string accountId)
    {
        if (_first is { } first)
            return (IAccountGrain)grains.GetGrain(GrainId.Create(first.GrainId.Type, accountId), first.InterfaceType);
        var grain = grains.GetGrain<IAccountGrain>(accountId);
        _first = (GrainReference)grain;
        return grain;
    }
}
