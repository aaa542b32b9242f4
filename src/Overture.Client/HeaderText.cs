namespace Overture.Client;

/// <summary>Text that every proxy passes on unchanged in a header.</summary>
internal static class HeaderText
{
    public static bool IsUsable(string value) =>
        value.Length > 0 && value.All(character => character is > ' ' and <= '~');
}
