using Overture.Server.Storage;

namespace Overture.Bench.Filling;

/// <summary>
/// The accounts that the harness fills in. Account number n acts with the sandbox's token <c>sandbox-n</c>; the low
/// bits of its id are n, so that the bare forwarder can read the token from the id.
/// </summary>
internal static class FilledAccounts
{
    public const int Max = (1 << 22) - 1;

    /// <summary>When the first account was connected; each further one a millisecond later.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static long KeyOf(int number) => RowKeys.FirstAt(Start.AddMilliseconds(number)) | (uint)number;

    /// <summary>The account's id as callers write it.</summary>
    public static string IdOf(int number) => RowKey.Text(RowKind.Account, KeyOf(number));

    public static string TokenOf(int number) => $"sandbox-{number}";
}
