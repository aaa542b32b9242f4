using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Invitations;

/// <summary>Renders what a caller of <c>invite</c> hears.</summary>
internal sealed class InviteAnswers(TimeProvider time)
{
    public const string AlreadyConnected = "already_connected";
    public const string Accepted = "accepted";

    /// <summary>
    /// The invitation exists upstream. If it was accepted before anybody learned its number, the platform names it no more;
    /// that answer has no urn and says <c>accepted</c>. It is paid for like any other that was sent.
    /// </summary>
    public WireAnswer Sent(string accountId, PersonRow person, long? number, int price) => Success(
        accountId,
        number is { } known
            ? Data(person) with { InvitationUrn = InvitationUrn.Of(known) }
            : Data(person) with { Status = Accepted },
        price);

    /// <summary>Nothing had to be sent; nothing is charged.</summary>
    public WireAnswer Connected(string accountId, PersonRow person) =>
        Success(accountId, Data(person) with { Status = AlreadyConnected }, price: 0);

    /// <summary>What every gate made of a wish.</summary>
    public WireAnswer DryRun(string accountId, Judgement judgement, int price)
    {
        var wouldSend = judgement.Refusal is null && !judgement.IsConnected;
        var data = new DryRunData
        {
            WouldSend = wouldSend,
            Price = wouldSend ? price : 0,
            Gates = [.. judgement.Gates.Select(gate => new GateItem
            {
                Gate = Words.Of(gate.Gate),
                Verdict = Words.Of(gate.Verdict),
                Value = gate.Value,
                Reason = gate.Refusal?.Reason,
                RetryAt = gate.OpensAt,
            })],
        };
        return Answers.Success(data, ContractJson.Default.SuccessEnvelopeDryRunData, Metadata(accountId, price: 0));
    }

    public WireAnswer Refused(string accountId, Refusal refusal) =>
        Answers.Refused(refusal, Metadata(accountId, price: 0));

    private WireAnswer Success(string accountId, InviteData data, int price) =>
        Answers.Success(data, ContractJson.Default.SuccessEnvelopeInviteData, Metadata(accountId, price));

    private static InviteData Data(PersonRow person) => new()
    {
        ProfileUrn = InvitationUrn.OfProfile(person.MemberId),
        FirstName = person.FirstName,
        LastName = person.LastName,
        Headline = person.Headline,
        PublicIdentifier = person.PublicIdentifier,
        ProfilePictureUrl = person.PictureUrl ?? "",
    };

    private Metadata Metadata(string accountId, int price) => new()
    {
        Action = ActionNames.Invite,
        AccountId = accountId,
        CreditsConsumed = price,
        Timestamp = time.GetUtcNow(),
    };
}
