using System.Globalization;

namespace Overture.Sandbox.Control;

/// <summary>after and count of a list, or the sentence that refuses them.</summary>
internal readonly record struct PageRequest(long After, int Count, string? Error)
{
    public const int HighestCount = 1000;
    private const int DefaultCount = 100;

    public static PageRequest Of(HttpRequest request)
    {
        string? after = request.Query["after"], count = request.Query["count"];
        if (!TryRead(after, 0, long.MaxValue, 0, out var afterId))
            return new PageRequest(0, 0, "after must be a number, 0 or more.");
        return TryRead(count, 1, HighestCount, DefaultCount, out var size)
            ? new PageRequest(afterId, (int)size, null)
            : new PageRequest(0, 0, $"count must be a number from 1 to {HighestCount}.");
    }

    private static bool TryRead(string? text, long lowest, long highest, long absent, out long number)
    {
        number = absent;
        return string.IsNullOrEmpty(text) ||
            (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= lowest && number <= highest);
    }
}
