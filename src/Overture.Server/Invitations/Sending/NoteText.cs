using System.Globalization;
using System.Text;

namespace Overture.Server.Invitations.Sending;

/// <summary>Reads the note of a request. Pure.</summary>
internal static class NoteText
{
    /// <summary>
    /// The note; null when nothing in it is visible. Automation tools send an empty field for "no note", and the
    /// platform may count it as a note.
    /// </summary>
    public static string? Of(string? message) =>
        message is null || message.EnumerateRunes().All(IsInvisible) ? null : message;

    private static bool IsInvisible(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || IsBlankLetter(rune.Value);

    // Letters and marks that Unicode calls ignorable, and the blank pattern of Braille. None is a space by category.
    private static bool IsBlankLetter(int rune) => rune is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5
        or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0
        or (>= 0xE0100 and <= 0xE01EF);
}
