using System.Globalization;

namespace Overture.Sandbox.Control;

/// <summary>The query parameters "after" and "count" of a list.</summary>
internal sealed record PageRequest(long After, int Count)
{
    private const int DefaultCount = 100;
    private const int HighestCount = 1000;

    public static ValueTask<PageRequest?> BindAsync(HttpContext context)
    {
        string? after = context.Request.Query["after"], count = context.Request.Query["count"];
        if (Number(after, absent: 0) is not { } first)
        {
            throw new BadHttpRequestException("after must be a number, 0 or more.");
        }

        if (Number(count, absent: DefaultCount) is not (>= 1 and <= HighestCount and var size))
        {
            throw new BadHttpRequestException($"count must be a number from 1 to {HighestCount}.");
        }

        return ValueTask.FromResult<PageRequest?>(new PageRequest(first, (int)size));
    }

    private static long? Number(string? text, long absent)
    {
        if (string.IsNullOrEmpty(text)) return absent;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
