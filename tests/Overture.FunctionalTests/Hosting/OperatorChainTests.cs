using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Audit;
using Overture.Server.DoNotContact;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.FunctionalTests.Hosting;

/// <summary>Many operators at once write one chain.</summary>
public abstract class OperatorChainTests
{
    private const int AtOnce = 12;

    protected abstract Task<Gateway> StartAsync();

    [Fact]
    public async Task Changes_at_once_have_a_row_each_one_behind_the_other()
    {
        await using var gateway = await StartAsync();
        var people = gateway.Services.GetRequiredService<ForbiddenPeople>();
        var changes = Enumerable.Range(0, AtOnce)
            .Select(person => Task.Run(() => people.AddAsync($"ACoAA{person % (AtOnce / 2):d10}", null, TestContext.Current.CancellationToken)));

        // Each person twice: one of the two finds the person there.
        Assert.Equal(AtOnce / 2, (await Task.WhenAll(changes)).Count(isAdded => isAdded));
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        Assert.Equal(
            Enumerable.Range(1, AtOnce / 2).Select(number => (long)number),
            await db.Audit.Where(row => row.Chain == AuditRow.OperatorChain).OrderBy(row => row.Number).Select(row => row.Number)
                .ToListAsync(TestContext.Current.CancellationToken));
        Assert.Empty((await gateway.Services.GetRequiredService<AuditCheck>().RunAsync(TestContext.Current.CancellationToken)).Faults);
    }
}

public sealed class SqliteOperatorChainTests : OperatorChainTests
{
    protected override Task<Gateway> StartAsync() => Gateway.StartAsync();
}

public sealed class PostgresOperatorChainTests(PostgresServer postgres) : OperatorChainTests, IClassFixture<PostgresServer>
{
    protected override async Task<Gateway> StartAsync() =>
        await Gateway.StartAsync(settings: $"Overture:Storage:PostgreSql={await postgres.CreateDatabaseAsync()}");
}
