namespace Overture.Server.Accounts;

/// <summary>
/// Finds an account's actor by its name. The factory would look up by reflection, at each call, what kind of grain an account is; that
/// stays the same for the life of the process.
/// </summary>
internal sealed class AccountGrains(IGrainFactory grains)
{
    private (GrainType Grain, GrainInterfaceType Interface)? _kind;

    public IAccountGrain Of(string accountId)
    {
        if (_kind is var (grain, face)) return (IAccountGrain)grains.GetGrain(GrainId.Create(grain, accountId), face);
        var first = grains.GetGrain<IAccountGrain>(accountId);
        _kind = (first.GetGrainId().Type, ((GrainReference)first).InterfaceType);
        return first;
    }
}
