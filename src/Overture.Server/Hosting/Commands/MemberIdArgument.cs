using Overture.Server.People;

namespace Overture.Server.Hosting.Commands;

/// <summary>
/// Reads the person an operator names: a member id, bare, as a URN or in a link. A slug is refused, because resolving
/// it needs an account's session.
/// </summary>
internal static class MemberIdArgument
{
    public const string Name = "MEMBER_ID";

    public static (string? MemberId, string? Fault) Read(string argument)
    {
        if (string.IsNullOrWhiteSpace(argument)) return (null, $"{Name} is empty.");
        if (!PersonReference.Parse(null, null, argument).Succeeded(out var person, out var refusal))
        {
            return (null, $"{refusal.Text.Replace(PersonReference.Identifier, Name, StringComparison.Ordinal)}.");
        }

        return person.Primary.IsMemberId
            ? (person.Primary.Value, null)
            : (null, $"\"{person.Primary.Value}\" is a slug; name the person by member id (ACo…) instead.");
    }
}
