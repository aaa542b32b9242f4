using System.Globalization;
using System.Text;

namespace Overture.FunctionalTests.Fuzzing;

/// <summary>Draws from a seeded chance what the generators are made of.</summary>
internal static class Chance
{
    private static readonly string[] OddTexts =
    [
        "", " ", "\t", "\u0000", "\u0001", "\u001f", "\u007f", "\u00a0", "\u200b", "\u202a", "\u202e", "\ufeff",
        "\ud7ff", "😀", "é", "e\u0301", "ǆ", "ß", "İ", "١٢", "null", "undefined", "true", "NaN", "../../etc/passwd",
        "%00", "%2e%2e",
        "' OR 1=1 --", "{{first_name}}", "${jndi:x}", "<script>", "\\", "\"", "\r\n", "2026-12-01T09:00:00.123456789Z",
        "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-02-30T09:00:00Z", "queue", "22:00-06:00", "Europe/Zurich",
        "https://www.linkedin.com/in/person-3", "https://www.linkedin.com/in/%E2%80%AAnoor%E2%80%AC", "person-12",
        "ACoAAAAA", "urn:li:fsd_profile:ACoAAAAA", "https://www.linkedin.com/sales/people/ACoAAA,name,x1",
        "acc_sandbox", "op_1",
    ];

    public static bool Once(this Random random, int of) => random.Next(of) == 0;

    public static T Of<T>(this Random random, params IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public static string Text(this Random random) => random.Next(10) switch
    {
        < 5 => random.Of(OddTexts),
        5 => $"person-{random.Next(1, 20_000)}",
        6 => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Of(OddTexts))),
        7 => new string((char)random.Next(0x20, 0x2fff), random.Next(1, 400)),
        8 => new string(random.Of('a', 'ж', '€', '"'), random.Next(1, random.Once(20) ? 70_000 : 3_000)),
        _ => string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next(0xd7ff))),
    };

    public static string Number(this Random random) => random.Of(
        "0", "-0", "1", "-1", "00", "1.0", "1e3", "1e400", "-1e-400", "2147483648", "9223372036854775808",
        "1234567890123456789012345678901234567890", "0.1", ".5", "+1", "0x10", "Infinity",
        random.Next().ToString(CultureInfo.InvariantCulture));

    public static byte[] Bytes(this Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Flips, drops, repeats and inserts a few bytes.</summary>
    public static byte[] Damage(this Random random, byte[] bytes)
    {
        var list = bytes.ToList();
        for (var times = random.Next(1, 5); times > 0 && list.Count > 0; times--)
        {
            var at = random.Next(list.Count);
            switch (random.Next(5))
            {
                case 0: list[at] = (byte)random.Next(256); break;
                case 1: list[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: list.RemoveRange(at, Math.Min(random.Next(1, 20), list.Count - at)); break;
                case 3: list.InsertRange(at, list.GetRange(at, Math.Min(random.Next(1, 60), list.Count - at))); break;
                default: list.InsertRange(at, random.Bytes(random.Next(1, 8))); break;
            }
        }

        return [.. list];
    }

    /// <summary>The same text as another encoding writes it.</summary>
    public static byte[] Encode(this Random random, string text) => random.Next(12) switch
    {
        0 => Encoding.Unicode.GetBytes(text),
        1 => [0xff, 0xfe, .. Encoding.Unicode.GetBytes(text)],
        2 => [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(text)],
        3 => Encoding.Latin1.GetBytes(text),
        4 => Encoding.UTF32.GetBytes(text),
        _ => Encoding.UTF8.GetBytes(text),
    };
}
