namespace Overture.Sandbox.Network;

internal enum RelationshipKind
{
    None,
    Self,
    Sent,
    Received,
    Connected,
}

/// <summary>One member's relationship to one person. The invitation is set for Sent and Received only.</summary>
internal readonly record struct Relationship(RelationshipKind Kind, LiveInvitation Invitation = default)
{
    public bool HasInvitation => Kind is RelationshipKind.Sent or RelationshipKind.Received;
}
