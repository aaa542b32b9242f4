using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.People;

namespace Overture.Server.Invitations.Sending;

/// <summary>What a caller of <c>invite</c> gets.</summary>
internal sealed class InviteOutputs(TimeProvider time)
{
    /// <summary>
    /// The invitation exists at the platform. If it was accepted before its number could be read, the platform names it
    /// no more; that answer has no urn and says <c>accepted</c>. It is paid for like any other that was sent.
    /// </summary>
    public WireAnswer Sent(AccountContext account, PersonRow person, InvitationRow invitation, long? number) => Render(
        account,
        ActionOutput.Of(number is { } known
            ? DataOf(person) with { InvitationUrn = PlatformUrn.OfInvitation(known) }
            : DataOf(person) with { Status = InviteStatus.Accepted }) with
        {
            Credits = invitation.Price,
            DropsNote = invitation.NoteDropped,
        });

    /// <summary>Nothing had to be sent; nothing is charged.</summary>
    public WireAnswer Connected(AccountContext account, PersonRow person) =>
        Render(account, ActionOutput.Of(DataOf(person) with { Status = InviteStatus.AlreadyConnected }));

    public WireAnswer Refused(AccountContext account, Refusal refusal) => Answers.Refused(refusal, MetadataOf(account));

    private WireAnswer Render(AccountContext account, ActionOutput output) => output.Render(MetadataOf(account));

    private Metadata MetadataOf(AccountContext account) => Answers.Free(time, ActionNames.Invite, account.Name);

    private static InviteData DataOf(PersonRow person) => new()
    {
        ProfileUrn = PlatformUrn.OfProfile(person.MemberId),
        FirstName = person.FirstName,
        LastName = person.LastName,
        Headline = person.Headline,
        PublicIdentifier = person.PublicIdentifier,
        ProfilePictureUrl = person.PictureUrl ?? "",
    };
}
