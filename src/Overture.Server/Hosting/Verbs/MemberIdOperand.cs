using Overture.Server.Network;

namespace Overture.Server.Hosting.Verbs;

/// <summary>Reads whom an operator means: a member id, bare, as a URN or in a link. Nothing that would have to be looked up first.</summary>
internal static class MemberIdOperand
{
    private const string Name = "MEMBER_ID";

    public static (string? MemberId, string? Fault) Read(string operand)
    {
        if (string.IsNullOrWhiteSpace(operand)) return (null, $"{Name} is empty.");
        if (!PersonReference.Parse(null, null, operand).Succeeded(out var person, out var refusal))
            return (null, $"{refusal.Message.Replace(PersonReference.Identifier, Name, StringComparison.Ordinal)}.");
        return person.Primary.IsMemberId
            ? (person.Primary.Value, null)
            : (null, $"\"{person.Primary.Value}\" is a slug, and an operator has no session to look it up with; name the person by member id (ACo…).");
    }
}
