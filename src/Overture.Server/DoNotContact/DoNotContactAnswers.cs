using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Storage.Rows;

namespace Overture.Server.DoNotContact;

/// <summary>Renders what a caller hears of the do-not-contact list.</summary>
internal sealed class DoNotContactAnswers(TimeProvider time)
{
    public WireAnswer One(string action, string accountId, string status, string memberId) => Answers.Success(
        new DoNotContactData { Status = status, ProfileUrn = InvitationUrn.OfProfile(memberId) },
        ContractJson.Default.SuccessEnvelopeDoNotContactData, Metadata(action, accountId));

    public WireAnswer Imported(
        string accountId, IReadOnlyList<DoNotContactEntry> entries, List<FoundPerson> people, List<string> statuses)
    {
        var rows = people.Select((person, index) => new DoNotContactImportRow
        {
            Line = entries[index].Line,
            Status = statuses[index],
            ProfileUrn = person.MemberId is { } id ? InvitationUrn.OfProfile(id) : null,
            Reason = person.Refusal?.Reason,
            Message = person.Refusal is { } refusal ? refusal.Message ?? Reasons.Of(refusal.Reason).Meaning : null,
        }).ToList();
        return Answers.Success(
            new DoNotContactImportData
            {
                Added = rows.Count(row => row.Status == "added"),
                ThereAlready = rows.Count(row => row.Status == "there_already"),
                Refused = rows.Count(row => row.Status == "refused"),
                Rows = rows,
            },
            ContractJson.Default.SuccessEnvelopeDoNotContactImportData, Metadata(ActionNames.DoNotContactImport, accountId));
    }

    public WireAnswer List(string accountId, IReadOnlyList<DoNotContactRow> rows, string? nextCursor) => Answers.Success(
        new DoNotContactListData
        {
            Items = [.. rows.Select(row => new DoNotContactItem
            {
                ProfileUrn = InvitationUrn.OfProfile(row.PersonId),
                PublicIdentifier = row.PublicIdentifier,
                Comment = row.Comment,
                CreatedAt = row.CreatedAt,
            })],
            NextCursor = nextCursor,
        },
        ContractJson.Default.SuccessEnvelopeDoNotContactListData, Metadata(ActionNames.DoNotContactList, accountId));

    public WireAnswer Refused(string action, string accountId, Refusal refusal) => Answers.Refused(refusal, Metadata(action, accountId));

    private Metadata Metadata(string action, string accountId) => AnswerResult.Free(time, action, accountId);
}
