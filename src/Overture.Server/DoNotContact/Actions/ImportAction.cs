using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.People;

namespace Overture.Server.DoNotContact.Actions;

/// <summary>
/// Puts the people of a CSV text on the workspace's do-not-contact list, with an answer for each row.
/// </summary>
internal sealed class ImportAction(ListChanges changes) : IAccountAction<DoNotContactImportParams>
{
    public static ActionDescriptor Descriptor => DoNotContactActions.Import;

    public async Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<DoNotContactImportParams> call, CancellationToken cancellationToken)
    {
        var entries = PeopleCsv.Read(call.Params.Csv, call.Params.Column).ValueOrThrow();
        var progress = RowProgress<DoNotContactImportRow>.Of<DoNotContactImportData>(
            call.Envelope, entries.Count, data => data.Rows, row => (row.Reason, row.RetryAt));
        var open = progress.Open.Select(index => entries[index]).ToList();
        var change = await changes.AddAsync(account, call, open, cancellationToken);
        var rows = progress.With(
            open.Select((entry, index) => RowOf(entry, change.People[index], change.Statuses[index])));
        return AccountOutput.Of(
            new DoNotContactImportData
            {
                Added = rows.Count(row => row.Status == DoNotContactStatus.Added),
                AlreadyListed = rows.Count(row => row.Status == DoNotContactStatus.AlreadyListed),
                Refused = rows.Count(row => row.Status == DoNotContactStatus.Refused),
                Rows = rows,
            },
            change.Step) with
        { StaysOpen = progress.StaysOpen };
    }

    // Lines, because that is known before the text is read.
    public int RowsOf(DoNotContactImportParams parameters)
    {
        var lines = parameters.Csv.AsSpan().Trim();
        return 1 + Math.Max(lines.Count('\n'), lines.Count('\r'));
    }

    public Refusal? FaultOf(DoNotContactImportParams parameters) =>
        PeopleCsv.Read(parameters.Csv, parameters.Column).Refusal;

    private static DoNotContactImportRow RowOf(ListEntry entry, ListedPerson person, DoNotContactStatus status) => new()
    {
        Line = entry.Line,
        Status = status,
        ProfileUrn = person.MemberId is { } id ? PlatformUrn.OfProfile(id) : null,
        Reason = person.Refusal?.Reason,
        Message = person.Refusal?.Text,
        RetryAt = person.Refusal?.RetryAt,
    };
}
