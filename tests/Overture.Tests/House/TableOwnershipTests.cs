using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Overture.Tests.House;

/// <summary>
/// A table belongs to the folder that configures it. No other folder reads or writes it: otherwise a changed column
/// breaks code that no reference leads to.
/// </summary>
public sealed class TableOwnershipTests
{
    /// <summary>Files that may name other folders' tables, and why.</summary>
    private static readonly Dictionary<string, string> ReadsAcross = new()
    {
        ["Audit/AuditCheck.cs"] = "proves that each invitation with an outcome has its row in the audit",
        ["Credits/LedgerCheck.cs"] = "compares each ledger entry with the invitation that it pays for",
    };

    private static readonly IReadOnlyList<ParsedSource> Server = ParsedSource.Under(ServerFolder.Root);

    [Fact]
    public void A_tables_name_stands_in_one_folder()
    {
        Assert.NotEmpty(TablesOf(Server));
        Findings.None(NamesElsewhere(Server));
    }

    [Fact]
    public void A_tables_rows_are_read_in_its_own_folder() => Findings.None(RowsElsewhere(Server));

    [Fact]
    public void Every_exception_is_still_needed()
    {
        var needed = FaultsOf(Server).Select(fault => fault.File).ToHashSet(StringComparer.Ordinal);

        Findings.None(ReadsAcross.Keys
            .Where(file => !needed.Contains($"{ServerFolder.Root}/{file}"))
            .Select(file => $"{file} names no other folder's table any more; take it out of the exceptions"));
    }

    [Theory]
    [InlineData("\"SELECT 1 FROM invitations\"")]
    [InlineData("\"SELECT 1 FROM people p JOIN invitations i ON i.a = p.a\"")]
    [InlineData("\"SELECT 1 FROM people p, invitations AS i\"")]
    [InlineData("\"INSERT INTO invitations (id) VALUES (1)\"")]
    [InlineData("\"UPDATE invitations SET a = 1\"")]
    [InlineData("\"DELETE FROM \\\"invitations\\\"\"")]
    [InlineData("\"INSERT INTO people SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM invitations)\"")]
    [InlineData("\"SELECT 1 \" + \"FROM \" + \"invitations\"")]
    [InlineData("$\"SELECT 1 FROM {InvitationConfiguration.Table} WHERE id = @p1\"")]
    [InlineData("$\"SELECT 1 FROM {Mine}\"")]
    [InlineData("\"\"\"\n    SELECT 1\n    FROM\n        invitations\n    \"\"\"")]
    public void Sql_that_names_another_folders_table_is_reported(string text) => Assert.Contains(
        "names invitations, a table of Invitations",
        Assert.Single(NamesElsewhere(Example($"const string Mine = \"invitations\"; string Sql => {text};"))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("\"SELECT 1 FROM people\"")]
    [InlineData("\"SELECT invitations FROM people\"")]
    [InlineData("\"invitations\"")]
    [InlineData("\"The answer is taken from invitations.\"")]
    [InlineData("\"SELECT 1 FROM invitations_archive\"")]
    [InlineData("$\"SELECT 1 WHERE EXISTS ({InvitationConfiguration.Live})\"")]
    public void Other_texts_are_accepted(string text) =>
        Assert.Empty(NamesElsewhere(Example($"string Sql => {text};")));

    [Fact]
    public void Rows_of_another_folders_table_are_reported() => Assert.Equal(
        "src/Overture.Server/People/Finder.cs:1: reads InvitationRow, the row of a table of Invitations",
        Assert.Single(RowsElsewhere(Example(
            "DbSet<InvitationRow> A => db.Set<InvitationRow>(); object B => db.Set<PersonRow>();"))));

    [Fact]
    public void A_table_that_two_folders_configure_is_reported() => Assert.Contains(
        "Both Invitations and Queue configure people",
        NamesElsewhere(
            [
                Configuration("Invitations", "PersonRow", "\"people\""),
                Configuration("Queue", "OtherRow", "\"people\""),
            ]));

    private static List<ParsedSource> Example(string members) =>
    [
        ParsedSource.Example(
            """
            class InvitationConfiguration : IEntityTypeConfiguration<InvitationRow>
            {
                public const string Table = "invitations";
                public const string Live = $"SELECT 1 FROM {Table} WHERE state = 1";
                public void Configure(Builder<InvitationRow> builder) => builder.ToTable(Table, t => t.Check());
            }
            """,
            $"{ServerFolder.Root}/Invitations/Sending/InvitationConfiguration.cs"),
        Configuration("People", "PersonRow", "\"people\""),
        ParsedSource.Example($"class Finder {{ {members} }}", $"{ServerFolder.Root}/People/Finder.cs"),
    ];

    private static ParsedSource Configuration(string folder, string row, string table) => ParsedSource.Example(
        $"class X : IEntityTypeConfiguration<{row}> {{ void Configure(B<{row}> b) {{ b.ToTable({table}); }} }}",
        $"{ServerFolder.Root}/{folder}/X.cs");

    private static IEnumerable<string> NamesElsewhere(IReadOnlyList<ParsedSource> sources) =>
        TwiceConfigured(sources).Concat(NamesOf(sources).Where(IsNoException).Select(fault => fault.Text));

    private static IEnumerable<string> RowsElsewhere(IReadOnlyList<ParsedSource> sources) =>
        RowsOf(sources).Where(IsNoException).Select(fault => fault.Text).Distinct();

    private static IEnumerable<(string File, string Text)> FaultsOf(IReadOnlyList<ParsedSource> sources) =>
        NamesOf(sources).Concat(RowsOf(sources));

    private static bool IsNoException((string File, string Text) fault) =>
        !ReadsAcross.ContainsKey(fault.File[(ServerFolder.Root.Length + 1)..]);

    private static IEnumerable<string> TwiceConfigured(IReadOnlyList<ParsedSource> sources) => TablesOf(sources)
        .GroupBy(table => table.Name, table => table.Folder)
        .Where(folders => folders.Distinct().Count() > 1)
        .Select(folders => $"Both {string.Join(" and ", folders.Distinct())} configure {folders.Key}");

    private static IEnumerable<(string File, string Text)> NamesOf(IReadOnlyList<ParsedSource> sources)
    {
        var owners = TablesOf(sources).ToLookup(table => table.Name, table => table.Folder);
        var sql = new SqlText(sources);
        return from source in sources
               from text in sql.TextsOf(source)
               from table in SqlText.TablesIn(text.Text)
               where owners.Contains(table) && !owners[table].Contains(ServerFolder.FirstOf(source.File))
               select (source.File, $"{source.File}:{text.Line}: names {table}, a table of {owners[table].First()}");
    }

    private static IEnumerable<(string File, string Text)> RowsOf(IReadOnlyList<ParsedSource> sources)
    {
        var owners = TablesOf(sources).ToLookup(table => table.Row, table => table.Folder);
        return from source in sources
               from name in source.Root.DescendantNodes().OfType<GenericNameSyntax>()
               where name.Identifier.Text is "Set" or "DbSet"
               let row = name.TypeArgumentList.Arguments[0].ToString()
               where owners.Contains(row) && !owners[row].Contains(ServerFolder.FirstOf(source.File))
               select (source.File, $"{source.At(name)}: reads {row}, the row of a table of {owners[row].First()}");
    }

    /// <summary>What the classes say that configure EF's entities, one class for each.</summary>
    private static List<(string Name, string Row, string Folder)> TablesOf(IReadOnlyList<ParsedSource> sources)
    {
        var sql = new SqlText(sources);
        return
        [
            .. from source in sources
               from type in source.Root.DescendantNodes().OfType<TypeDeclarationSyntax>()
               from entity in EntitiesOf(type)
               from call in type.DescendantNodes().OfType<InvocationExpressionSyntax>()
               where call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "ToTable" }
               from argument in call.ArgumentList.Arguments.Take(1)
               let name = sql.ValueOf(argument.Expression)
               where name is not null
               select (name, entity, ServerFolder.FirstOf(source.File)),
        ];
    }

    private static IEnumerable<string> EntitiesOf(TypeDeclarationSyntax type) =>
        from entry in type.BaseList?.Types ?? []
        let name = entry.Type as GenericNameSyntax
        where name?.Identifier.Text == "IEntityTypeConfiguration"
        select name.TypeArgumentList.Arguments[0].ToString();
}
