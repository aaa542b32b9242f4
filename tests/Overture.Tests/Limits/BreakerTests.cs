using CsCheck;
using Overture.Server.Limits;

namespace Overture.Tests.Limits;

public sealed class BreakerTests
{
    private const int OpensAt = 3;

    private static readonly DateTimeOffset Start = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    private static readonly UnknownAnswer Gone = new("Send 410 -", "{ a: string }");

    private static readonly UnknownAnswer Odd = new("Person 200 -", null);

    private static readonly Gen<(int[] Kinds, int OpensAt)> Runs =
        Gen.Select(Gen.Int[0, 2].Array[0, 15], Gen.Int[1, 5]);

    [Fact]
    public void Two_answers_of_one_kind_in_a_row_only_count()
    {
        var breaker = After(Gone, Gone)!;

        Assert.Equal((Gone.Kind, 2, Gone.Sample), (breaker.Kind, breaker.Answers, breaker.Sample));
        Assert.Null(breaker.OpenedAt);
    }

    [Fact]
    public void Three_answers_of_one_kind_in_a_row_open_the_breaker()
    {
        var breaker = After(Gone, Gone, Gone)!;

        Assert.Equal(3, breaker.Answers);
        Assert.Equal(Start.AddMinutes(2), breaker.OpenedAt);
    }

    [Fact]
    public void Another_kind_starts_the_count_again()
    {
        var breaker = After(Gone, Gone, Odd)!;

        Assert.Equal((Odd.Kind, 1, Odd.Sample), (breaker.Kind, breaker.Answers, breaker.Sample));
        Assert.Null(breaker.OpenedAt);
        Assert.Null(After(Gone, Gone, Odd, Gone)!.OpenedAt);
    }

    [Fact]
    public void An_understood_answer_starts_the_count_again()
    {
        Assert.Null(After(Gone, Gone, null));
        Assert.Equal(1, After(Gone, Gone, null, Gone)!.Answers);
    }

    [Fact]
    public void An_open_breaker_does_not_change()
    {
        var open = After(Gone, Gone, Gone);

        Assert.Same(open, Breaker.After(open, null, OpensAt, Start.AddDays(1)));
        Assert.Same(open, Breaker.After(open, Gone, OpensAt, Start.AddDays(1)));
        Assert.Same(open, Breaker.After(open, Odd, OpensAt, Start.AddDays(1)));
    }

    [Fact]
    public void The_first_answer_opens_a_breaker_with_a_threshold_of_one() =>
        Assert.Equal(Start, Breaker.After(null, Odd, opensAt: 1, Start)!.OpenedAt);

    [Fact]
    public void The_breaker_is_open_if_enough_answers_of_one_kind_came_in_a_row() => Runs.Sample((kinds, opensAt) =>
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
        {
            breaker = Breaker.After(breaker, answers[minute], OpensAt, Start.AddMinutes(minute));
        }

        return breaker;
    }
}
