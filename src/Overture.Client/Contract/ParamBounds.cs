namespace Overture.Client.Contract;

/// <summary>
/// Bounds that several parameters share. They keep hopeless values from travelling further; the action's own rules are
/// stricter.
/// </summary>
internal static class ParamBounds
{
    /// <summary>Longer than any link and any note that the platform accepts.</summary>
    public const int TextLength = 8_000;

    public const int WordLength = 100;

    public const int CursorLength = 200;

    public const int MaxPageSize = 500;

    public const int MaxRows = 1_000;

    /// <summary>Characters of an imported text. Escaped in JSON, it fits into the largest body by default.</summary>
    public const int CsvLength = 1_000_000;

    /// <summary>How many different people one call of an import looks up at the platform.</summary>
    public const int MaxLookups = 50;

    /// <summary>For numbers whose real bounds are settings of the deployment.</summary>
    public const int MaxNumber = 1_000_000;
}
