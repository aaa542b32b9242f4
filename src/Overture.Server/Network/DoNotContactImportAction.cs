using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Overture.Client.Contract;
using Overture.Server.DoNotContact;
using Overture.Server.Http;

namespace Overture.Server.Network;

/// <summary>Puts the people of a CSV text on the workspace's do-not-contact list, with an answer for each row.</summary>
internal sealed class DoNotContactImportAction(ActorCall actor, DoNotContactAnswers answers) : INetworkAction
{
    private const int MostRows = 1_000;

    private const int LongestCsv = 1_000_000;

    public string Name => ActionNames.DoNotContactImport;

    public Task<WireAnswer> RunAsync(NetworkCall call, CancellationToken cancellationToken)
    {
        var reader = new ParamReader(call.Params, "params of do_not_contact_import", "csv");
        var csv = reader.RequiredText("csv", LongestCsv);
        var (entries, refusal) = reader.Refusal is { } bad ? ([], bad) : Read(csv);
        if (refusal is not null) return Task.FromResult(answers.Refused(Name, call.AccountId, refusal));
        var change = new DoNotContactChange
        {
            WorkspaceId = call.Caller.WorkspaceId,
            ApiKeyId = call.Caller.ApiKeyId,
            Action = Name,
            IdempotencyKey = call.IdempotencyKey,
            Entries = entries,
        };
        return actor.AskAsync(Name, call.AccountId, mayRepeat: true, account => account.ChangeDoNotContact(change), cancellationToken);
    }

    internal static (List<DoNotContactEntry> Entries, Refusal? Refusal) Read(string csv)
    {
        // Spreadsheets write a mark in front; the line of headings says what separates columns.
        csv = csv.TrimStart('\uFEFF');
        using var text = new StringReader(csv);
        using var parser = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(csv.AsSpan(0, csv.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : csv.Length)),
            PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
            TrimOptions = TrimOptions.Trim,
            BadDataFound = null,
            MissingFieldFound = null,
        });
        if (!parser.Read() || !parser.ReadHeader() || !NamesSomebody(parser.HeaderRecord!))
        {
            return ([], new Refusal(
                Reason.InvalidParameter,
                "csv must begin with a line of headings, one of which is profile_url, linkedin_url or identifier."));
        }

        var entries = new List<DoNotContactEntry>();
        for (var line = parser.Parser.RawRow + 1; parser.Read(); line = parser.Parser.RawRow + 1)
        {
            // Everything behind a quote that does not end would be one field, and nobody in it be found.
            if (parser.Parser.RawRecord.Count(character => character == '"') % 2 != 0)
            {
                return ([], new Refusal(Reason.InvalidParameter, FormattableString.Invariant(
                    $"csv has a quote in line {line} that does not end.")));
            }

            if (entries.Count == MostRows)
                return ([], new Refusal(Reason.InvalidParameter, FormattableString.Invariant($"csv may have {MostRows} rows at most.")));
            entries.Add(EntryOf(parser, line));
        }

        return entries.Count > 0 ? (entries, null) : ([], new Refusal(Reason.InvalidParameter, "csv has no row below its headings."));
    }

    private static bool NamesSomebody(string[] headings) => headings.Select(heading => heading.Trim().ToLowerInvariant())
        .Any(heading => heading is PersonReference.ProfileUrl or PersonReference.LinkedinUrl or PersonReference.Identifier);

    private static string DelimiterOf(ReadOnlySpan<char> headings) =>
        headings.Contains(';') ? ";" : headings.Contains('\t') ? "\t" : ",";

    private static DoNotContactEntry EntryOf(CsvReader parser, int line)
    {
        var comment = Field(parser, DoNotContactChangeAction.Comment);
        if (comment?.Length > DoNotContactChangeAction.LongestComment)
        {
            return new DoNotContactEntry
            {
                Line = line, RefusedFor = Reason.InvalidParameter, Message = "comment is longer than the 500 characters accepted.",
            };
        }

        var (slug, memberId, refusal) = PersonParams.Read(
            Field(parser, PersonReference.ProfileUrl), Field(parser, PersonReference.LinkedinUrl), Field(parser, PersonReference.Identifier));
        return new DoNotContactEntry
        {
            Line = line, Slug = slug, MemberId = memberId, Comment = string.IsNullOrWhiteSpace(comment) ? null : comment,
            RefusedFor = refusal?.Reason, Message = refusal?.Message,
        };
    }

    // U+0000 is in no name, and no database keeps it.
    private static string? Field(CsvReader parser, string name) =>
        parser.TryGetField<string>(name, out var value) ? value?.Replace("\0", "", StringComparison.Ordinal) : null;
}
