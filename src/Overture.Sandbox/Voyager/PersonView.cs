using Overture.Sandbox.Network;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>A person as seen by one member.</summary>
internal readonly record struct PersonView(int Member, Person Person, Relationship Relationship, string? Note)
{
    public Person Viewer => Person.Of(PersonKey.Member(Member));

    public static PersonView Of(SandboxNetwork network, int member, PersonKey key)
    {
        var relationship = network.RelationshipOf(member, key);
        var note = relationship is { HasInvitation: true, Invitation.HasNote: true }
            ? network.Log.Note(relationship.Invitation.Id)
            : null;
        return new PersonView(member, Person.Of(key), relationship, note);
    }
}
