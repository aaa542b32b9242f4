using Orleans.Runtime.Placement;

namespace Overture.Server.Cluster;

/// <summary>
/// Moves a grain to another node. Deactivating it is not enough: the cluster would call it on this node again, and an
/// unhealthy node would simply re-create it. If there is no other node, the grain is only deactivated.
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
