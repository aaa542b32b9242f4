namespace Overture.Sandbox.People;

/// <summary>A person with a fixed slug and a known effect, like a payment API's test card.</summary>
internal sealed record TestPerson(
    PersonKey Key, string Slug, string FirstName, string LastName, string Headline, string Does)
{
    public Behaviour Behaviour => Key.Behaviour;
}
