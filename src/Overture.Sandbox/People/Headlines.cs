namespace Overture.Sandbox.People;

/// <summary>Every pairing of role and company, made once because profiles are written tens of thousands of times a second.</summary>
internal static class Headlines
{
    public static readonly string[] All =
        [.. PersonNames.Roles.SelectMany(_ => PersonNames.Companies, (role, company) => $"{role} at {company}")];
}
