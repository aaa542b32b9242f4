using Overture.Server.Http;

namespace Overture.Server.Network;

/// <summary>Reads who is meant and what is to be said to them: what the actions about one person share.</summary>
internal static class PersonParams
{
    public const string Message = "message";

    // Longer than any note the platform takes; keeps a hopeless one from travelling further.
    public const int LongestText = 8_000;

    /// <summary>Slug and member id as the request names them, or why it names nobody.</summary>
    public static (string? Slug, string? MemberId, Refusal? Refusal) Read(ParamReader reader)
    {
        var profileUrl = reader.Text(PersonReference.ProfileUrl, LongestText);
        var linkedinUrl = reader.Text(PersonReference.LinkedinUrl, LongestText);
        var identifier = reader.Text(PersonReference.Identifier, LongestText);
        return reader.Refusal is { } refusal ? (null, null, refusal) : Read(profileUrl, linkedinUrl, identifier);
    }

    public static (string? Slug, string? MemberId, Refusal? Refusal) Read(string? profileUrl, string? linkedinUrl, string? identifier)
    {
        var who = PersonReference.Parse(profileUrl, linkedinUrl, identifier);
        if (!who.Succeeded(out var person, out var nobody))
        {
            return (null, null, new Refusal(nobody.Reason, nobody.Message)
            {
                Details = new Dictionary<string, string> { ["parameter"] = nobody.Parameter },
            });
        }

        return person.Primary.IsMemberId
            ? (null, person.Primary.Value, null)
            : (person.Primary.Value, person.MustAlsoBe?.Value, null);
    }

    /// <summary>Automation tools send an empty field for "no note"; the platform may count an empty note as a note.</summary>
    public static string? Note(ParamReader reader)
    {
        var message = reader.Text(Message, LongestText);
        return string.IsNullOrWhiteSpace(message) ? null : message;
    }
}
