using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;

namespace Overture.Server.People;

/// <summary>Reads a URN. Three types carry an id that the platform can be asked for.</summary>
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
        if (Is(type, "fs_salesProfile")) return ReadSales(parameter, id);
        if (!Is(type, "fsd_profile") && !Is(type, "fs_miniProfile"))
        {
            return Refuse(parameter, type);
        }

        return PersonReferenceSlug.IsMemberId(id)
            ? new PersonReference(PersonIdentifier.MemberId(id), null)
            : PersonFault.Invalid(parameter, "is a profile URN that does not end in a member id (ACo…)");
    }

    // Such a URN has more than the id in it: (ACwAA…,NAME_SEARCH,x).
    private static Result<PersonReference> ReadSales(string parameter, string parts)
    {
        var id = parts.Trim('(', ')').Split(',')[0];
        return PersonReferenceSlug.IsMemberId(id) || PersonReferenceSlug.IsSalesId(id)
            ? new PersonReference(PersonReferenceSlug.IdentifierOf(id), null)
            : PersonFault.Invalid(parameter, "is a Sales Navigator URN without a person's id (ACw…)");
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
            _ => $"is a URN of a type not known here ({PersonReferenceText.Quote(type)})",
        };
        return PersonFault.Invalid(parameter, $"{what}; {Usable}");
    }

    private static bool Is(string part, string name) => part.Equals(name, StringComparison.OrdinalIgnoreCase);
}
