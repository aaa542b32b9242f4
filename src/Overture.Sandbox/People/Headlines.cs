namespace Overture.Sandbox.People;

/// <summary>
/// Every pairing of role and company, built once: benches read tens of thousands of profiles a second.
/// </summary>
internal static class Headlines
{
    public static readonly string[] All =
        [.. PersonNames.Roles.SelectMany(_ => PersonNames.Companies, (role, company) => $"{role} at {company}")];
}
