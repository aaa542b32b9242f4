namespace Overture.Server.Http;

/// <summary>Finds what somebody probably meant to write.</summary>
internal static class Spelling
{
    /// <summary>
    /// The candidate that needs fewest edits, or that the written name contains or is contained in; null when none is
    /// near.
    /// </summary>
    public static string? Nearest(string written, ReadOnlySpan<string> candidates)
    {
        if (written.Length is 0 or > 64) return null;
        var name = Normal(written);
        string? nearest = null;
        var fewest = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var other = Normal(candidate);
            var edits = Distance(name, other);
            // message_text and profileUrlString are no small slips, yet it is plain what they stand for.
            var isPart = Math.Min(name.Length, other.Length) >= 4
                && (name.Contains(other, StringComparison.Ordinal) || other.Contains(name, StringComparison.Ordinal));
            if (!isPart && edits > Math.Max(2, other.Length / 3)) continue;
            if (edits >= fewest) continue;
            (nearest, fewest) = (candidate, edits);
        }

        return nearest;
    }

    private static string Normal(string name) =>
        string.Concat(name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[^1];
    }
}
