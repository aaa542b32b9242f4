using Overture.Server.Credits;
using Overture.Server.Storage;

namespace Overture.Bench.Filling;

/// <summary>Workspaces by number: 0 is the sandbox's own, which the gateway makes; the others are filled in.</summary>
internal static class FilledWorkspace
{
    public const long Grant = 1_000_000_000_000;

    /// <summary>How many there are beside the sandbox's.</summary>
    public const int Others = 3;

    public static readonly string[] GrantColumns = ["workspace_id", "id", "kind", "amount"];

    // Before the first account, and so before the first invitation.
    private static readonly DateTimeOffset Start = FilledAccounts.Start.AddDays(-1);

    /// <summary>The workspace of an account: the sandbox's up to a number, then the others in turn.</summary>
    public static int Of(int account, int inSandbox) => account <= inSandbox ? 0 : 1 + (account % Others);

    public static long IdOf(int number) => number == 0 ? RowKey.Sandbox : RowKeys.FirstAt(Start) | (uint)number;

    /// <summary>The workspace's one API key.</summary>
    public static long KeyOf(int number) => IdOf(number);

    public static object?[] GrantRow(int number) => [IdOf(number), IdOf(number), (short)LedgerKind.Grant, Grant];
}
