using Overture.Server.Telemetry;

namespace Overture.Server.Invitations.Resolving;

/// <summary>
/// Counts the unknown outcomes every few seconds while anyone listens, so that no scrape asks the database.
/// </summary>
internal sealed class UnknownOutcomesWatch(
    InvitationRecords invitations, Instruments instruments, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            if (instruments.UnknownIsWanted) instruments.ObserveUnknown(await CountAsync(stoppingToken));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<UnknownOutcomes?> CountAsync(CancellationToken stoppingToken)
    {
        try
        {
            var (count, oldest) = await invitations.UnknownAsync(time.GetUtcNow(), stoppingToken);
            return new UnknownOutcomes(count, oldest);
        }
        catch (Exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Other work reports that the database is away; here a number is missing until it is back.
            return null;
        }
    }
}
