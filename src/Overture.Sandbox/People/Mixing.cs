namespace Overture.Sandbox.People;

/// <summary>MurmurHash3's 64-bit finaliser and its inverse: a bijection that scatters neighbouring numbers.</summary>
internal static class Mixing
{
    public static ulong Mix(ulong value)
    {
        value ^= value >> 33;
        value *= 0xff51afd7ed558ccd;
        value ^= value >> 33;
        value *= 0xc4ceb9fe1a85ec53;
        return value ^ (value >> 33);
    }

    public static ulong Unmix(ulong value)
    {
        value ^= value >> 33;
        value *= 0x9cb4b2f8129337db;
        value ^= value >> 33;
        value *= 0x4f74430c22a54005;
        return value ^ (value >> 33);
    }
}
