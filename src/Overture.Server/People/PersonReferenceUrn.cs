using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;

namespace Overture.Server.People;

/// <summary>Reads a URN. Two types carry the member id that the platform can be asked for.</summary>
internal static class PersonReferenceUrn
{
    private const string Usable = "urn:li:fsd_profile:ACo… and urn:li:fs_miniProfile:ACo… can be used";

    public static Result<PersonReference> Read(string parameter, string text)
    {
        if (PersonReferenceSlug.Decode(text) is not { } urn)
        {
            return PersonFault.Invalid(parameter, PersonReferenceSlug.BrokenEncoding);
        }

        if (PersonReferenceText.FindFault(urn) is { } fault)
        {
            return PersonFault.Invalid(parameter, fault);
        }

        var parts = urn.Split(':', 4);
        if (parts.Length < 4 || !Is(parts[1], "li"))
        {
            return PersonFault.Invalid(parameter, $"is not a URN of a person; {Usable}");
        }

        var (type, id) = (parts[2], parts[3]);
        if (!Is(type, "fsd_profile") && !Is(type, "fs_miniProfile"))
        {
            return Refuse(parameter, type);
        }

        return PersonReferenceSlug.IsMemberId(id)
            ? new PersonReference(PersonIdentifier.MemberId(id), null)
            : PersonFault.Invalid(parameter, "is a profile URN that does not end in a member id (ACo…)");
    }

    private static Result<PersonReference> Refuse(string parameter, string type)
    {
        if (PersonReferenceKinds.OfUrn(type) is { } kind)
        {
            return PersonFault.Refused(
                Reason.NotAPersonUrl, parameter, $"{parameter} is the URN of {kind}, not of a person");
        }

        var what = type.ToUpperInvariant() switch
        {
            "MEMBER" or "FS_MEMBER" or "PERSON" => "is a member number, which the platform cannot be asked for",
            "FS_SALESPROFILE" => "is a Sales Navigator URN, which names a person only there",
            _ => $"is a URN of a type not known here ({PersonReferenceText.Quote(type)})",
        };
        return PersonFault.Invalid(parameter, $"{what}; {Usable}");
    }

    private static bool Is(string part, string name) => part.Equals(name, StringComparison.OrdinalIgnoreCase);
}
