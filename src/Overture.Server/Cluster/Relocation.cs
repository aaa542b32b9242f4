using Orleans.Runtime.Placement;

namespace Overture.Server.Cluster;

/// <summary>
/// Sends an actor to another node. To end it would not do: the others remember where it was, and a node that is asked for an
/// actor which it does not have makes it anew, be the node as unfit as it may. Where there is no other node, it only ends.
/// </summary>
internal sealed class Relocation(IClusterMembershipService members, ILocalSiloDetails here)
{
    public void Leave(IGrainBase grain)
    {
        SiloAddress[] others =
        [
            .. members.CurrentSnapshot.Members.Values
                .Where(node => node.Status == SiloStatus.Active && !node.SiloAddress.Equals(here.SiloAddress))
                .Select(node => node.SiloAddress),
        ];
        if (others.Length == 0)
        {
            grain.DeactivateOnIdle();
            return;
        }

        RequestContext.Set(IPlacementDirector.PlacementHintKey, others[Random.Shared.Next(others.Length)]);
        grain.MigrateOnIdle();
    }
}
