using CsCheck;
using Overture.Server.Limits;

namespace Overture.Tests.Limits;

public sealed class BreakerTests
{
    private const int OpensAt = 3;

    private static readonly DateTimeOffset Start = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    private static readonly UnknownAnswer Gone = new("Send 410 -", "{ a: string }");

    private static readonly UnknownAnswer Odd = new("Person 200 -", null);

    private static readonly Gen<(int[] Kinds, int OpensAt)> Runs = Gen.Select(Gen.Int[0, 2].Array[0, 15], Gen.Int[1, 5]);

    [Fact]
    public void Two_of_one_kind_in_a_row_only_count()
    {
        var breaker = After(Gone, Gone)!;

        Assert.Equal((Gone.Kind, 2, Gone.Sample), (breaker.Kind, breaker.Answers, breaker.Sample));
        Assert.Null(breaker.OpenedAt);
    }

    [Fact]
    public void Three_of_one_kind_in_a_row_open_it()
    {
        var breaker = After(Gone, Gone, Gone)!;

        Assert.Equal(3, breaker.Answers);
        Assert.Equal(Start.AddMinutes(2), breaker.OpenedAt);
    }

    [Fact]
    public void A_different_kind_begins_anew()
    {
        var breaker = After(Gone, Gone, Odd)!;

        Assert.Equal((Odd.Kind, 1, Odd.Sample), (breaker.Kind, breaker.Answers, breaker.Sample));
        Assert.Null(breaker.OpenedAt);
        Assert.Null(After(Gone, Gone, Odd, Gone)!.OpenedAt);
    }

    [Fact]
    public void An_understood_answer_begins_anew()
    {
        Assert.Null(After(Gone, Gone, null));
        Assert.Equal(1, After(Gone, Gone, null, Gone)!.Answers);
    }

    [Fact]
    public void Once_open_it_stays_as_it_is()
    {
        var open = After(Gone, Gone, Gone);

        Assert.Same(open, Breaker.After(open, null, OpensAt, Start.AddDays(1)));
        Assert.Same(open, Breaker.After(open, Gone, OpensAt, Start.AddDays(1)));
        Assert.Same(open, Breaker.After(open, Odd, OpensAt, Start.AddDays(1)));
    }

    [Fact]
    public void The_first_one_opens_it_when_one_is_enough() =>
        Assert.Equal(Start, Breaker.After(null, Odd, opensAt: 1, Start)!.OpenedAt);

    [Fact]
    public void It_is_open_when_enough_of_one_kind_ever_came_in_a_row() => Runs.Sample((kinds, opensAt) =>
    {
        var answers = kinds.Select(kind => kind == 0 ? null : new UnknownAnswer($"kind {kind}", null)).ToList();
        Breaker? breaker = null;
        foreach (var answer in answers) breaker = Breaker.After(breaker, answer, opensAt, Start);

        var ever = Enumerable.Range(0, Math.Max(0, kinds.Length - opensAt + 1))
            .Any(first => kinds[first] != 0 && kinds.Skip(first).Take(opensAt).All(kind => kind == kinds[first]));
        Assert.Equal(ever, breaker is { OpenedAt: not null });
    });

    private static Breaker? After(params UnknownAnswer?[] answers)
    {
        Breaker? breaker = null;
        for (var minute = 0; minute < answers.Length; minute++)
            breaker = Breaker.After(breaker, answers[minute], OpensAt, Start.AddMinutes(minute));
        return breaker;
    }
}
