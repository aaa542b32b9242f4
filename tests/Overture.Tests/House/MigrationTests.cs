using System.Text.RegularExpressions;

namespace Overture.Tests.House;

/// <summary>
/// Until a version is released nobody has a database to keep, so each database has one migration: the schema as it is.
/// From the first release on, migrations are only added.
/// </summary>
public sealed partial class MigrationTests
{
    [Fact]
    public void Before_the_first_release_each_database_has_one_migration()
    {
        var migrations = MigrationsOf(Repository.Files);
        Assert.Equal(2, migrations.Count);
        if (Releases(Repository.Read("CHANGELOG.md")).Any()) return;

        Findings.None(migrations
            .Where(folder => folder.Count() != 1)
            .Select(folder => $"{folder.Key} has {folder.Count()} migrations, not one: {string.Join(", ", folder)}"));
    }

    [Fact]
    public void Snapshots_and_designer_files_are_no_migrations() => Assert.Equal(
        ["src/X/Sqlite/Migrations: 20260101000000_Initial.cs"],
        MigrationsOf(
            [
                "src/X/Sqlite/Migrations/20260101000000_Initial.Designer.cs",
                "src/X/Sqlite/Migrations/20260101000000_Initial.cs",
                "src/X/Sqlite/Migrations/SqliteDbModelSnapshot.cs",
                "src/X/Sqlite/Other.cs",
            ]).Select(folder => $"{folder.Key}: {string.Join(", ", folder)}"));

    [Theory]
    [InlineData("# Changelog\n\n## Unreleased\n", 0)]
    [InlineData("# Changelog\n\n## 0.1.0 (unreleased)\n", 0)]
    [InlineData("# Changelog\n\n## Unreleased\n\n## 0.1.0\n", 1)]
    [InlineData("# Changelog\n\n## [0.2.0] - 2027-01-01\n\n## 0.1.0, 2026-12-24\n", 2)]
    public void A_release_is_a_heading_with_a_version(string changelog, int releases) =>
        Assert.Equal(releases, Releases(changelog).Count());

    private static List<IGrouping<string, string>> MigrationsOf(IEnumerable<string> files) => files
        .Select(file => Migration().Match(file))
        .Where(match => match.Success)
        .GroupBy(match => match.Groups["folder"].Value, match => match.Groups["name"].Value)
        .ToList();

    private static IEnumerable<string> Releases(string changelog) =>
        Release().Matches(changelog).Select(match => match.Value);

    [GeneratedRegex(@"^(?<folder>src/.*/Migrations)/(?<name>\d{14}_\w+\.cs)$")]
    private static partial Regex Migration();

    [GeneratedRegex(@"^## \[?v?\d+\.\d+(?!.*unreleased).*$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Release();
}
