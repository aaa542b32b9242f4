using System.Globalization;
using System.Text.Json.Nodes;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Refusals;

/// <summary>
/// Meets every reason there is, over HTTP, and prints the table of what was answered. A reason to which no way leads
/// here fails the test.
/// </summary>
public sealed class EveryReasonTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_reason_is_met_and_is_answered_as_the_table_says()
    {
        await using var ways = await WaysToRefusals.StartAsync();
        var all = ways.All;
        Assert.Equal(
            Enum.GetValues<Reason>().Select(Reasons.NameOf).Order(StringComparer.Ordinal),
            all.Select(way => Reasons.NameOf(way.Key)).Order(StringComparer.Ordinal));

        output.WriteLine("| reason | HTTP | code | scope | retry in | message |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var (reason, way) in all)
        {
            var answer = await way();
            Check(reason, answer, ways.Now);
            output.WriteLine(RowOf(answer, ways.Now));
        }
    }

    private static void Check(Reason reason, Answered answer, DateTimeOffset now)
    {
        Assert.True(
            answer.Reason == Reasons.NameOf(reason), $"{Reasons.NameOf(reason)}: {answer.Status} {answer.Text}");
        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], reason);
        Assert.Equal(0, answer.CreditsConsumed);
        Assert.Equal(Reasons.Of(reason).HasRetryAt, answer.Headers.ContainsKey("Retry-After"));
        if (!answer.Headers.TryGetValue("Retry-After", out var seconds)) return;

        // The two say the same: the header in seconds from now and at most a week, the body as an exact instant.
        var wait = answer.Error["retry_at"]!.GetValue<DateTimeOffset>() - now;
        var said = int.Parse(seconds, CultureInfo.InvariantCulture);
        Assert.InRange(said, 1, 604_800);
        Assert.InRange(said - Math.Min(wait.TotalSeconds, 604_800), -2, 10);
    }

    private static string RowOf(Answered answer, DateTimeOffset now)
    {
        var error = answer.Error;
        var wait = error["retry_at"] is { } at
            ? (at.GetValue<DateTimeOffset>() - now).ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture)
            : "–";
        return $"| {error["reason"]} | {answer.Status} | {error["code"]} | {Text(error["scope"])} | {wait} | "
            + $"{error["message"]} |";
    }

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "–";
}
