namespace Overture.Server.Limits;

/// <summary>How long a note may be, in UTF-16 code units, as the web client counts.</summary>
internal static class NoteLength
{
    private const int Free = 200;
    private const int Premium = 300;

    public static int Of(bool isPremium) => isPremium ? Premium : Free;
}
