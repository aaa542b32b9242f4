using Overture.Server.Telemetry;

namespace Overture.Server.Invitations;

/// <summary>Counts the unknown outcomes every few seconds, while somebody wants to know, so that no scrape asks the database.</summary>
internal sealed class UnknownOutcomesWatch(LiveInvitations live, Instruments instruments, TimeProvider time) : BackgroundService
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
            return await live.UnknownAsync(time.GetUtcNow(), stoppingToken);
        }
        catch (Exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Whoever needs the database says that it is away; here a number is missing until it is back.
            return null;
        }
    }
}
