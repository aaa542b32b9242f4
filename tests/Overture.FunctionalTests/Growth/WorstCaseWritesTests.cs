using System.Globalization;
using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Growth;

/// <summary>
/// Measures what one key can write in an hour: it uses up its rate of calls and of rows, each minute, with the calls
/// that leave most behind. docs/scale.md has the figures. The hour passes on the gateway's clock.
/// </summary>
public sealed class WorstCaseWritesTests
{
    private const int Minutes = 60;
    private const int CallsPerMinute = 300;

    [Fact(Explicit = true)]
    public async Task What_one_key_writes_in_an_hour()
    {
        await using var gateway = await Gateway.StartAsync(settings:
        [
            "Overture:Http:RequestsPerMinute=300", "Overture:Limits:Enabled=false", "Overture:Caps:Accounts=100",
        ]);
        await gateway.LimitAsync("acc_sandbox", ("paused", true));
        var before = SizeOf(gateway);
        var (allowed, rows) = (0, 0);
        for (var minute = 0; minute < Minutes; minute++)
        {
            for (var call = 0; call < CallsPerMinute; call++)
            {
                var answer = await WorstAsync(gateway, minute, call);
                if (answer.Status != 429) allowed++;
                rows += answer.Json["data"]?["rows"]?.AsArray().Count ?? 0;
            }

            gateway.Time.Advance(TimeSpan.FromMinutes(1));
            if (minute % 10 == 9) Print($"after {minute + 1} min: {SizeOf(gateway) - before:N0} bytes");
        }

        Print($"{allowed:N0} calls and {rows:N0} rows in an hour wrote {SizeOf(gateway) - before:N0} bytes.");
    }

    /// <summary>
    /// The first three calls of a minute carry a thousand rows each: people for the queue with long notes, people for
    /// the list with long comments, malformed rows. All others are refused and leave an audit row and a stored answer.
    /// </summary>
    private static Task<Answered> WorstAsync(Gateway gateway, int minute, int call)
    {
        var first = (minute * 100_000) + (call * 1_000);
        var key = Guid.NewGuid().ToString();
        return call switch
        {
            0 => gateway.ActAsync("acc_sandbox", "invite_many", RowsOf(first), key),
            1 => gateway.ActAsync("acc_sandbox", "do_not_contact_import", CsvOf(first), key),
            2 => gateway.ActAsync(
                "acc_sandbox", "invite_many",
                new JsonObject
                {
                    ["rows"] = new JsonArray([.. Enumerable.Range(0, 1_000).Select(_ => new JsonObject())]),
                },
                key),
            _ => gateway.ActAsync(
                "acc_sandbox", "do_not_contact_add",
                new JsonObject { ["identifier"] = MemberOf(first), ["comment"] = new string('c', 500) }, key),
        };
    }

    private static JsonObject RowsOf(int first) => new()
    {
        ["rows"] = new JsonArray([.. Enumerable.Range(first, 1_000).Select(number => new JsonObject
        {
            ["identifier"] = MemberOf(number),
            ["message"] = new string('n', 200),
        })]),
    };

    private static JsonObject CsvOf(int first) => new()
    {
        ["csv"] = "identifier,comment\n" + string.Join(
            '\n', Enumerable.Range(first, 1_000).Select(number => $"{MemberOf(number)},{new string('c', 400)}")),
    };

    private static string MemberOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"ACoAAB{number:D8}wBq1x0zJ8vT3nLmKpQrStUv");

    private static long SizeOf(Gateway gateway) => new DirectoryInfo(gateway.DataDirectory)
        .GetFiles("overture.db*").Sum(file => file.Length);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
