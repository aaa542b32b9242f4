using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

/// <summary>
/// One invitation before a backup and one after it. A restored gateway does not know the second one, but the network
/// does, so nothing is sent twice.
/// </summary>
internal static class AfterRestore
{
    private const string Before = "person-1";
    private const string After = "person-2";

    public static async Task InviteBeforeAsync(Gateway gateway) =>
        Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", Before, idempotencyKey: "before")).Status);

    public static async Task InviteAfterAsync(Gateway gateway)
    {
        Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", After, idempotencyKey: "after")).Status);
        Assert.Equal(2, await gateway.Sandbox.SendsReceivedAsync());
    }

    /// <summary>The restored gateway's sandbox counts sends from the start of the process.</summary>
    public static async Task HoldsAsync(Gateway restored)
    {
        // The invitation sent after the backup cost nothing: the restored ledger does not contain it.
        Assert.Equal(999_999, await restored.CreditsAsync());
        Assert.Equal(
            "true",
            (await restored.InviteAsync("acc_sandbox", Before, idempotencyKey: "before"))
                .Headers["Idempotency-Replayed"]);

        Assert.Equal(
            "already_invited", (await restored.InviteAsync("acc_sandbox", After, idempotencyKey: "after")).Reason);
        Assert.Equal("already_invited", (await restored.InviteAsync("acc_sandbox", After)).Reason);

        Assert.Equal(0, await restored.Sandbox.SendsReceivedAsync());
        Assert.Equal(
            [Before, After],
            (await restored.Sandbox.InvitationsAsync()).Select(row => row["person"]!.GetValue<string>()));
        Assert.Equal(999_999, await restored.CreditsAsync());
    }
}
