using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.Server.Audit;
using Overture.Server.Credits;
using Overture.Server.Invitations;
using Overture.Server.Queue;

namespace Overture.FunctionalTests.Simulation;

/// <summary>
/// What a simulation came to. The rules are written here once more, by hand and without the product's code: what the
/// network has, at the times at which it may have left.
/// </summary>
internal static class SimulationVerdict
{
    private const int WarmUpDays = 5;

    public static async Task<IReadOnlyList<string>> OfAsync(SimulationRun run, ITestOutputHelper output)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var network = await run.Gateway.Sandbox.InvitationsAsync();
        await using var db = run.Open();
        var rows = await db.Set<InvitationRow>().AsNoTracking().ToListAsync(cancellationToken);
        var operations = await db.Set<OperationRow>().AsNoTracking().ToListAsync(cancellationToken);
        var faults = new List<string>();

        faults.AddRange(network.GroupBy(row => (row["account"]!.GetValue<string>(), row["person"]!.GetValue<string>()))
            .Where(pair => pair.Count() > 1).Select(pair => $"sent twice: {pair.Key}"));
        var sent = rows.Where(row => row.State is not (InvitationState.Refused or InvitationState.NotSent)).ToList();
        if (sent.Count != network.Count) faults.Add($"{network.Count} in the network, {sent.Count} here");
        foreach (var account in run.Accounts)
        {
            faults.AddRange(BudgetsOf(account, run.Began, sent.FindAll(row => row.AccountId == account.Key)));
            faults.AddRange(OrderOf(account, operations, rows));
        }

        faults.AddRange(operations.Where(row => row.State == OperationState.Running).Select(row => $"stuck: {row.Id}"));
        faults.AddRange(run.Accounts.SelectMany(account =>
            PaceOf(account, run.Began, run.Gateway.Time.GetUtcNow(), rows.Count(row => row.AccountId == account.Key))));
        var ledger = await run.Gateway.Services.GetRequiredService<LedgerCheck>().RunAsync(cancellationToken);
        var audit = await run.Gateway.Services.GetRequiredService<AuditCheck>().RunAsync(cancellationToken);
        faults.AddRange(ledger.Faults);
        faults.AddRange(audit.Faults);
        Tell(run, sent, operations, audit, output);
        return faults;
    }

    private static IEnumerable<string> BudgetsOf(
        SimulatedAccount account, DateTimeOffset began, List<InvitationRow> sent)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(account.Zone);
        var (perDay, perWeek, notes) = account.IsPremium ? (30, 150, 650) : (20, 100, 5);
        var times = sent.Select(row => row.CreatedAt).Order().ToList();
        DateTime DateOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).Date;
        foreach (var day in times.GroupBy(DateOf))
        {
            var age = (day.Key - DateOf(began)).Days;
            var limit = age >= WarmUpDays ? perDay : (int)Math.Ceiling(perDay * (age + 1) / (double)(WarmUpDays + 1));
            if (day.Count() > limit) yield return $"{account.Id} sent {day.Count()} of {limit} on {day.Key:yyyy-MM-dd}";
        }

        foreach (var last in times)
        {
            var week = times.Count(time => time <= last && time > last.AddDays(-7));
            if (week > perWeek) yield return $"{account.Id} sent {week} of {perWeek} in the week to {last:O}";
        }

        var noted = sent.Where(row => row.Note is not null).Select(row => row.CreatedAt).ToList();
        if (noted.Exists(last => noted.Count(time => time <= last && time > last.AddDays(-30)) > notes))
        {
            yield return $"{account.Id} sent too many notes";
        }

        foreach (var (one, next) in times.Zip(times.Skip(1)))
        {
            if (next - one < TimeSpan.FromSeconds(20)) yield return $"{account.Id} sent two within {next - one}";
        }

        foreach (var late in times.Where(time => !IsWithin(account.Hours, TimeZoneInfo.ConvertTime(time, zone))))
        {
            yield return $"{account.Id} sent outside its hours at {late:O}";
        }
    }

    /// <summary>
    /// An account whose queue never runs dry makes use of what it may: at least three quarters of what an even pace
    /// comes to.
    /// </summary>
    private static IEnumerable<string> PaceOf(
        SimulatedAccount account, DateTimeOffset began, DateTimeOffset now, int tried)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(account.Zone);
        var (perDay, perWeek) = account.IsPremium ? (30, 150) : (20, 100);
        var first = TimeZoneInfo.ConvertTime(began, zone).Date;
        var worksOnWeekdays = account.Hours?.StartsWith("Mon-Fri", StringComparison.Ordinal) == true;
        var ideal = 0.0;
        // The first and the last day are not whole.
        for (var day = first.AddDays(1); day < TimeZoneInfo.ConvertTime(now, zone).Date; day = day.AddDays(1))
        {
            if (worksOnWeekdays && day.DayOfWeek is (DayOfWeek.Saturday or DayOfWeek.Sunday)) continue;
            var warm = Math.Min(1, ((day - first).Days + 1) / (double)(WarmUpDays + 1));
            ideal += Math.Min(perDay * warm, perWeek / (worksOnWeekdays ? 5.0 : 7.0));
        }

        if (tried < ideal * 0.75)
        {
            yield return $"{account.Id} tried {tried} of {ideal:0} ({account.Zone}, {account.Hours ?? "always"})";
        }
    }

    private static bool IsWithin(string? hours, DateTimeOffset local) => hours switch
    {
        null => true,
        "Mon-Fri 09:00-18:00" => IsWeekday(local) && local.Hour is >= 9 and < 18,
        "Mon-Fri 08:00-17:30" =>
            IsWeekday(local) && local.TimeOfDay >= TimeSpan.FromHours(8) && local.TimeOfDay < TimeSpan.FromHours(17.5),
        "Mon-Sun 06:00-24:00" => local.Hour >= 6,
        _ => throw new ArgumentException("These hours are not written down here.", nameof(hours)),
    };

    private static bool IsWeekday(DateTimeOffset local) =>
        local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>
    /// Of those without a note, who were sent at the first try, each was sent behind the one before it in the queue.
    /// </summary>
    private static IEnumerable<string> OrderOf(
        SimulatedAccount account, List<OperationRow> operations, List<InvitationRow> rows)
    {
        var created = rows.ToDictionary(row => row.Id, row => row.CreatedAt);
        var sent = operations.Where(row => row.AccountId == account.Key
            && row is { State: OperationState.Sent, Note: null, Attempts: 1 })
            .OrderBy(row => row.Id).Select(row => created[row.InvitationId!.Value]).ToList();
        return sent.SequenceEqual(sent.Order()) ? [] : [$"{account.Id} sent its queue out of order"];
    }

    private static void Tell(
        SimulationRun run, List<InvitationRow> sent, List<OperationRow> operations, AuditReport audit,
        ITestOutputHelper output)
    {
        var states = operations.CountBy(row => row.State).OrderBy(state => state.Key)
            .Select(state => $"{state.Key} {state.Value}");
        var perAccount = run.Accounts.Select(account => sent.Count(row => row.AccountId == account.Key))
            .Order().ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Accounts.Count} accounts, {(run.Gateway.Time.GetUtcNow() - run.Began).TotalDays:0.0} days, "
            + $"{run.Restarts} restarts"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"sent {sent.Count} (per account {perAccount[0]} to {perAccount[^1]}, median "
            + $"{perAccount[perAccount.Count / 2]}), direct calls granted {run.DirectSent}, refused "
            + $"{run.DirectRefused}"));
        output.WriteLine($"operations: {string.Join(", ", states)}");
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"audit: {audit.Rows} rows in {audit.Chains} chains"));
    }
}
