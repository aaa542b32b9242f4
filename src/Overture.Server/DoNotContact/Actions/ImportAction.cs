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
        var entries = PeopleCsv.Read(call.Params.Csv).ValueOrThrow();
        var change = await changes.AddAsync(account, call, entries, cancellationToken);
        var rows = entries.Select((entry, index) => RowOf(entry, change.People[index], change.Statuses[index]))
            .ToList();
        return AccountOutput.Of(
            new DoNotContactImportData
            {
                Added = rows.Count(row => row.Status == DoNotContactStatus.Added),
                AlreadyListed = rows.Count(row => row.Status == DoNotContactStatus.AlreadyListed),
                Refused = rows.Count(row => row.Status == DoNotContactStatus.Refused),
                Rows = rows,
            },
            change.Step);
    }

    // Lines, because that is known before the text is read.
    public int RowsOf(DoNotContactImportParams parameters) => 1 + parameters.Csv.AsSpan().Trim().Count('\n');

    public Refusal? FaultOf(DoNotContactImportParams parameters) => PeopleCsv.Read(parameters.Csv).Refusal;

    private static DoNotContactImportRow RowOf(ListEntry entry, ListedPerson person, DoNotContactStatus status) => new()
    {
        Line = entry.Line,
        Status = status,
        ProfileUrn = person.MemberId is { } id ? PlatformUrn.OfProfile(id) : null,
        Reason = person.Refusal?.Reason,
        Message = person.Refusal?.Text,
    };
}
