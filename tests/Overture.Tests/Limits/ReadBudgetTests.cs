using Overture.Client.Contract;
using Overture.Server.Limits;

namespace Overture.Tests.Limits;

public sealed class ReadBudgetTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_a_limit_nothing_is_refused_and_nothing_is_leased()
    {
        var budget = ReadBudget.Off;
        budget.Use(1_000_000);
        Assert.Null(budget.RefusalAt(Noon));
        Assert.Null(budget.NextLease(Noon));
    }

    [Fact]
    public void A_call_is_refused_when_what_it_may_read_at_most_does_not_fit()
    {
        var budget = new ReadBudget(limit: 20, reserve: 6, default);
        budget.Take(new ReadLease(Noon, 20));
        budget.Use(14);
        Assert.Null(budget.RefusalAt(Noon));
        budget.Use(1);
        var refusal = budget.RefusalAt(Noon.AddMinutes(59))!;
        Assert.Equal((Reason.ReadBudget, Noon.AddHours(1)), (refusal.Reason, refusal.RetryAt));
    }

    [Fact]
    public void The_next_hour_begins_anew()
    {
        var budget = new ReadBudget(limit: 20, reserve: 6, default);
        budget.Take(new ReadLease(Noon, 20));
        budget.Use(20);
        Assert.NotNull(budget.RefusalAt(Noon.AddMinutes(59)));
        Assert.Null(budget.RefusalAt(Noon.AddHours(1)));
        Assert.Equal(0, budget.UsedAt(Noon.AddHours(1)));
        budget.Take(budget.NextLease(Noon.AddHours(1))!.Value);
        budget.Use(3);
        Assert.Equal(3, budget.UsedAt(Noon.AddHours(1)));
    }

    [Fact]
    public void What_an_earlier_activation_leased_counts_as_used()
    {
        var budget = new ReadBudget(limit: 20, reserve: 6, new ReadLease(Noon, 15));
        Assert.Equal(15, budget.UsedAt(Noon));
        Assert.NotNull(budget.RefusalAt(Noon));
    }

    [Fact]
    public void A_lease_is_a_tenth_of_the_limit_and_covers_the_calls_that_fit_in_it()
    {
        var budget = new ReadBudget(limit: 300, reserve: 6, default);
        Assert.Equal(new ReadLease(Noon, 30), budget.NextLease(Noon.AddMinutes(5)));
        budget.Take(new ReadLease(Noon, 30));
        budget.Use(24);
        Assert.Null(budget.NextLease(Noon.AddMinutes(5)));
        budget.Use(1);
        Assert.Equal(new ReadLease(Noon, 55), budget.NextLease(Noon.AddMinutes(5)));
    }

    [Fact]
    public void What_resolves_an_outcome_may_go_beyond_the_limit_and_counts()
    {
        var budget = new ReadBudget(limit: 20, reserve: 6, new ReadLease(Noon, 20));
        var lease = budget.NextLease(Noon)!.Value;
        Assert.Equal(26, lease.Reads);
        budget.Take(lease);
        budget.Use(1);
        Assert.Equal(21, budget.UsedAt(Noon));
    }
}
