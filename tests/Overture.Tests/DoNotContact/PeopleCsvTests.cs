using System.Globalization;
using System.Text;
using Overture.Client.Contract;
using Overture.Server.DoNotContact;
using Overture.Server.Http;
using Overture.Tests.House;

namespace Overture.Tests.DoNotContact;

/// <summary>Files that people have.</summary>
public sealed class PeopleCsvTests
{
    private const string Link = "https://www.linkedin.com/in/";

    private const string Connections = """
        Notes:
        "When exporting your connection data, you may notice that some of the email addresses are missing, see
        https://www.linkedin.com/help/linkedin/answer/261"

        First Name,Last Name,URL,Email Address,Company,Position,Connected On
        Ada,Borg,https://www.linkedin.com/in/person-1,,Acme,"Chief, of all",01 May 2026
        Alan,Das,https://www.linkedin.com/in/person-2,alan@example.com,,,02 May 2026

        """;

    public static TheoryData<string, string> LineBreaks => new()
    {
        { "LF", "\n" }, { "CRLF", "\r\n" }, { "CR", "\r" },
    };

    [Theory]
    [MemberData(nameof(LineBreaks))]
    public void The_platforms_own_export_is_read_below_its_notes(string name, string lineBreak)
    {
        var entries = Read(Connections.ReplaceLineEndings(lineBreak));

        Assert.Equal(["6 person-1", "7 person-2"], entries.Select(Shown));
        Assert.NotEmpty(name);
    }

    [Fact]
    public void A_spreadsheet_that_saved_it_again_pads_the_notes()
    {
        var entries = Read("Notes:;;;\r\n\"When, exporting\";;;\r\n;;;\r\nFirst Name;Last Name;URL;Email Address\r\n"
            + $"Ada;Borg;{Link}person-1;\r\n;;;\r\n");

        Assert.Equal(["5 person-1"], entries.Select(Shown));
    }

    [Theory]
    [InlineData("Person Linkedin Url")]
    [InlineData("LinkedIn URL")]
    [InlineData("profileUrl")]
    [InlineData("linkedinUrl")]
    [InlineData("linkedin_profile_url")]
    [InlineData("LinkedIn Profile")]
    [InlineData("defaultProfileUrl")]
    [InlineData("URL")]
    [InlineData("Profile_URL")]
    [InlineData("identifier")]
    [InlineData("publicIdentifier")]
    public void Headings_of_common_tools_are_known(string heading)
    {
        var entries = Read($"First Name,Company Linkedin Url,{heading}\nAda,{Link}acme,{Link}person-1\n");

        Assert.Equal(["2 person-1"], entries.Select(Shown));
    }

    [Theory]
    [InlineData("sep=;\nname;identifier\nx,y;person-1\n", 3)]
    [InlineData("sep=;\r\nname;identifier\r\nx,y;person-1", 3)]
    [InlineData("\uFEFF\"sep=\t\"\nname\tidentifier\nx,y;z\tperson-1\n", 3)]
    [InlineData("SEP=,\n\"a;b\",identifier\nx,person-1\n", 3)]
    [InlineData("\"a;b\",identifier\nx,person-1\n", 2)]
    [InlineData("a|identifier\nx,y;z|person-1\n", 2)]
    [InlineData("identifier\nperson-1", 2)]
    [InlineData("\n\nidentifier\n\nperson-1\n\n", 5)]
    [InlineData("identifier\tcomment\n person-1 \t1;2,3\n", 2)]
    [InlineData("identifier\tcomment\nperson-1\t1;url;2;3\n", 2)]
    [InlineData("LinkedIn\n\nName,identifier\nAda,person-1\n", 4)]
    public void What_separates_columns_is_found_or_said(string csv, int line) =>
        Assert.Equal([$"{line} person-1"], Read(csv).Select(Shown));

    [Fact]
    public void A_stray_quote_inside_a_column_without_quotes_is_text()
    {
        var entries = Read("identifier,comment\nperson-9551,27\" screen\nperson-9552,27\" and 28\"\nperson-9553,ok\n");

        Assert.Equal(["2 person-9551", "3 person-9552", "4 person-9553"], entries.Select(Shown));
        Assert.Equal(["27\" screen", "27\" and 28\"", "ok"], entries.Select(entry => entry.Comment));
    }

    [Theory]
    [InlineData("a,identifier\n\"x,person-2001\n\"y,person-2002\n", 2)]
    [InlineData("identifier,comment\nperson-160,\"open\nperson-161,x\n", 2)]
    [InlineData("identifier,comment\nperson-160,\"open", 2)]
    [InlineData("identifier,comment\nperson-159,x\n\nperson-160,\"27\" screen\"\nperson-161,x\n", 4)]
    [InlineData("identifier,comment\nperson-159,\"a\nb\"\nperson-160,\"x\"y\n", 4)]
    [InlineData("\"identifier,comment\nperson-160,x\n", 1)]
    [InlineData("sep=,\n\"identifier,comment\nperson-160,x\n", 2)]
    [InlineData(
        "name,profile_url\n\"Ada,https://www.linkedin.com/in/person-1\nAlan,https://www.linkedin.com/in/person-2\n"
        + "\"\nGrace,https://www.linkedin.com/in/person-3\n", 2)]
    [InlineData(
        "profile_url,name\nhttps://www.linkedin.com/in/person-1,\"Ada\nhttps://www.linkedin.com/in/person-2,Alan\n\"\n",
        2)]
    public void A_quote_that_takes_rows_with_it_refuses_the_text_and_names_the_line(string csv, int line)
    {
        var refusal = PeopleCsv.Read(csv, null).Refusal;

        Assert.NotNull(refusal);
        if (line == 1 || csv.StartsWith("sep", StringComparison.Ordinal)) return;
        Assert.Contains(FormattableString.Invariant($"in line {line} "), refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_named_by_the_caller_decides()
    {
        const string Csv = "Where,Website URL,URL\nperson-1,https://example.com,https://www.linkedin.com/in/person-2\n";

        Assert.Equal("person-1", Read(Csv, "Where")[0].Target?.Slug);
        Assert.Equal("person-1", Read(Csv, " where ")[0].Target?.Slug);
        Assert.Equal("person-2", Read(Csv)[0].Target?.Slug);
        Assert.Equal(
            "Website URL links to another site (example.com), not to a person",
            Read(Csv, "website_url")[0].Refusal?.Text);
    }

    [Theory]
    [InlineData("linkedin_profile_url,Person Linkedin Url\na,b\n", null, "More than one column")]
    [InlineData("URL,URL\na,b\n", null, "More than one column")]
    [InlineData("profile_url,Profile URL\na,b\n", null, "More than one column")]
    [InlineData("URL,URL\na,b\n", "URL", "more than one column")]
    [InlineData("First,Last\nAda,Borg\n", null, "Headings found: First, Last")]
    [InlineData("First;Last\nAda;Borg\n", null, "Headings found: First, Last")]
    [InlineData("First,Last\nAda,Borg\n", "Link", "Headings found: First, Last")]
    [InlineData("name,web,mail\nAda,,\nx,url,y\n", null, "Headings found: name, web, mail")]
    [InlineData("a,b\n", "A", "no row below its headings")]
    [InlineData("\n", null, "no heading")]
    public void A_column_that_is_not_clear_is_asked_for(string csv, string? column, string inMessage)
    {
        var refusal = PeopleCsv.Read(csv, column).Refusal;

        Assert.Contains(inMessage, refusal?.Text, StringComparison.Ordinal);
        Assert.InRange(refusal!.Text.Length, 10, 300);
    }

    [Fact]
    public void Headings_without_end_are_cut_in_the_message()
    {
        var csv = string.Join(',', Enumerable.Repeat("Heading that is longer than all others by far 🚀🚀", 2_000));

        Assert.InRange(PeopleCsv.Read(csv, null).Refusal!.Text.Length, 10, 300);
    }

    [Fact]
    public void Every_row_that_is_not_blank_has_an_entry()
    {
        var entries = Read(
            "identifier,comment\n\n,\n,said no\nperson-1\nperson-2,x,y,z\n   \n\"\",\"\"\nhttps://x.io/,z");

        Assert.Equal(
            ["4 missing_parameter", "5 person-1", "6 person-2", "9 not_a_person_url"], entries.Select(Shown));
    }

    [Fact]
    public void A_thousand_rows_are_the_most()
    {
        var csv = new StringBuilder("identifier\n");
        for (var row = 0; row < 1_000; row++) csv.Append("person-1\n");

        Assert.Equal(1_000, Read(csv.ToString()).Count);
        Assert.Contains(
            "1000 rows at most", PeopleCsv.Read(csv.Append("person-1\n").ToString(), null).Refusal?.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_documents_name_the_bounds_that_the_code_has()
    {
        var rows = ParamBounds.MaxRows.ToString("N0", CultureInfo.InvariantCulture);
        var lookups = FormattableString.Invariant($"at most {ParamBounds.MaxLookups} different slugs");
        var document = Repository.Read("docs/limits.md").ReplaceLineEndings(" ");
        var described = DoNotContactActions.Import.Description.ReplaceLineEndings(" ");

        Assert.Contains(lookups, Flat(document), StringComparison.Ordinal);
        Assert.Contains(lookups, Flat(described), StringComparison.Ordinal);
        Assert.Contains($"1 to {rows} rows", Flat(described), StringComparison.Ordinal);
        // Every character can be an escape of six bytes.
        Assert.InRange(6 * ParamBounds.CsvLength, 1, new HttpOptions().MaxBodyBytes - 10_000);
    }

    private static string Flat(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static List<ListEntry> Read(string csv, string? column = null)
    {
        var read = PeopleCsv.Read(csv, column);
        Assert.True(read.Succeeded(out var entries, out var refusal), refusal?.Text);
        return entries;
    }

    private static string Shown(ListEntry entry) => FormattableString.Invariant(
        $"{entry.Line} {entry.Target?.Name ?? Reasons.NameOf(entry.Refusal!.Reason)}");
}
