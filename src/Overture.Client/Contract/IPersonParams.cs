namespace Overture.Client.Contract;

/// <summary>Names a person in at least one way. If several are given, they must name the same person.</summary>
public interface IPersonParams
{
    /// <summary>Link to the person's profile: any spelling of <c>…/in/slug</c> or <c>…/in/ACo…</c>.</summary>
    string? ProfileUrl { get; }

    /// <summary>Alias of <c>profile_url</c>.</summary>
    string? LinkedinUrl { get; }

    /// <summary>Slug, member id (<c>ACo…</c>) or profile URN.</summary>
    string? Identifier { get; }
}
