using System.Globalization;

namespace Overture.Sandbox.People;

internal static class PictureSegments
{
    public static readonly int[] Sizes = [100, 200, 400, 800];

    /// <summary>2033-05-18, late enough that no test sees an expired picture.</summary>
    public const long ExpiresAt = 2_000_000_000_000;

    private const string Tail = "/0/1517757008397?e=2000000000&v=beta&t=sandbox";

    private static readonly string[] Segments =
        [.. Sizes.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size}_{size}{Tail}"))];

    public static string Of(int pixels) => Segments[Array.IndexOf(Sizes, pixels)];
}
