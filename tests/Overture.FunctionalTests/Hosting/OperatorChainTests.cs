using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Audit;
using Overture.Server.DoNotContact;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Hosting;

/// <summary>Several operators write one chain at once.</summary>
public abstract class OperatorChainTests
{
    private const int AtOnce = 12;

    protected abstract Task<Gateway> StartAsync();

    [Fact]
    public async Task Concurrent_changes_get_consecutive_rows()
    {
        await using var gateway = await StartAsync();
        var people = gateway.Services.GetRequiredService<DeploymentDoNotContact>();
        var changes = Enumerable.Range(0, AtOnce)
            .Select(person => Task.Run(() => people.AddAsync(
                $"ACoAA{person % (AtOnce / 2):d10}", null, TestContext.Current.CancellationToken)));

        // Each person is added twice: the second attempt finds the person on the list.
        Assert.Equal(AtOnce / 2, (await Task.WhenAll(changes)).Count(isAdded => isAdded));
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        Assert.Equal(
            Enumerable.Range(1, AtOnce / 2).Select(number => (long)number),
            await db.Set<AuditRow>().Where(row => row.Chain == AuditRow.OperatorChain)
                .OrderBy(row => row.Number).Select(row => row.Number)
                .ToListAsync(TestContext.Current.CancellationToken));
        Assert.Empty(
            (
                await gateway.Services.GetRequiredService<AuditCheck>().RunAsync(
                    TestContext.Current.CancellationToken)).Faults);
    }
}

public sealed class SqliteOperatorChainTests : OperatorChainTests
{
    protected override Task<Gateway> StartAsync() => Gateway.StartAsync();
}

public sealed class PostgresOperatorChainTests(PostgresServer postgres)
    : OperatorChainTests, IClassFixture<PostgresServer>
{
    protected override async Task<Gateway> StartAsync() =>
        await Gateway.StartAsync(settings: $"Overture:Storage:PostgreSql={await postgres.CreateDatabaseAsync()}");
}
