namespace Overture.FunctionalTests.Chaos;

/// <summary>A start that was killed must not stand in the way of the next.</summary>
public sealed class StartAfterKillTests
{
    /// <summary>
    /// On SQLite, EF's lock on migrating is a row; a process killed in that moment leaves it, and a long run met it.
    /// </summary>
    [Fact]
    public async Task A_gateway_killed_while_it_migrates_starts_again()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var land = await Landscape.StartAsync(new LandscapeForm(), cancellationToken);
        await land.Nodes[0].KillAsync(againAfter: null, cancellationToken);
        await land.Store.TamperAsync(
            """INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-01-01 00:00:00')""",
            cancellationToken);
        await land.Nodes[0].ReviveAsync(cancellationToken);
    }
}
