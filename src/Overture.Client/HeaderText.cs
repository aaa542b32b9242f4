namespace Overture.Client;

/// <summary>What may stand in a header without being changed or refused on the way.</summary>
internal static class HeaderText
{
    public static bool IsUsable(string value) => value.Length > 0 && value.All(character => character is > ' ' and <= '~');
}
