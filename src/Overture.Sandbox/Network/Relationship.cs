namespace Overture.Sandbox.Network;

internal enum RelationshipKind
{
    None,
    Self,
    Sent,
    Received,
    Connected,
}

/// <summary>How one member stands to one person. The invitation is meaningful for Sent and Received only.</summary>
internal readonly record struct Relationship(RelationshipKind Kind, LiveInvitation Invitation = default)
{
    public bool HasInvitation => Kind is RelationshipKind.Sent or RelationshipKind.Received;
}
