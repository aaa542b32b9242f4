using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Limits;
using Overture.Server.People;

namespace Overture.Server.Invitations.Sending.Gates;

/// <summary>Whether a template has left a variable in the note.</summary>
internal sealed class NotePlaceholderGate : IGate
{
    public GateName Name => GateName.NotePlaceholder;

    public ValueTask<GateResult> CheckAsync(InviteCheck check, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Of(check.Request));

    /// <summary>The refusal of a note with a placeholder; null when there is none, or when it is allowed.</summary>
    public static Refusal? RefusalOf(InviteRequest request) => Of(request).Refusal;

    private static GateResult Of(InviteRequest request)
    {
        if (request.Note is not { } note) return new GateResult(GateName.NotePlaceholder, GateVerdict.NotNeeded);
        if (request.AllowsPlaceholders || Placeholder.FindIn(note) is not { } placeholder)
        {
            return new GateResult(GateName.NotePlaceholder, GateVerdict.Open);
        }

        var shown = PersonReferenceText.Quote(placeholder);
        return GateResult.Closed(
            GateName.NotePlaceholder,
            new Refusal(
                Reason.NoteHasPlaceholder,
                $"message contains {shown}, a placeholder that was not filled in. Fill it in, or set "
                + "allow_placeholders to send the message as it is."),
            shown);
    }
}
