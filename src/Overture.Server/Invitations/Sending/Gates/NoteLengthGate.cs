using System.Globalization;
using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Limits;

namespace Overture.Server.Invitations.Sending.Gates;

/// <summary>Whether the account can send a note of this length.</summary>
internal sealed class NoteLengthGate : IGate
{
    public GateName Name => GateName.NoteLength;

    public ValueTask<GateResult> CheckAsync(InviteCheck check, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Of(check.Request.Note, check.Account.Row.IsPremium));

    /// <summary>The refusal of a note that is too long for the account; null when it is not.</summary>
    public static Refusal? RefusalOf(string? note, bool isPremium) => Of(note, isPremium).Refusal;

    private static GateResult Of(string? note, bool isPremium)
    {
        if (note is null) return new GateResult(GateName.NoteLength, GateVerdict.NotNeeded);
        var longest = NoteLength.Of(isPremium);
        var value = FormattableString.Invariant($"{note.Length} of {longest}");
        if (note.Length <= longest) return new GateResult(GateName.NoteLength, GateVerdict.Open, value);
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"message has {note.Length} UTF-16 code units; this account can send {longest} "
            + $"({(isPremium ? "premium" : "free")}; 200 free, 300 premium).");
        return GateResult.Closed(GateName.NoteLength, new Refusal(Reason.NoteTooLong, message), value);
    }
}
