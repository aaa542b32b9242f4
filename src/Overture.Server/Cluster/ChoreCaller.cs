namespace Overture.Server.Cluster;

/// <summary>
/// Every node wakes every chore again and again: the node that does one may have died, and only those that live can notice.
/// </summary>
internal sealed partial class ChoreCaller(
    IGrainFactory grains, IEnumerable<ChoreSchedule> schedules, TimeProvider time, ILogger<ChoreCaller> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(schedules.Select(schedule => CallAsync(schedule.Name, stoppingToken)));

    private async Task CallAsync(string chore, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                await grains.GetGrain<IChoreGrain>(chore).Wake().WaitAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotWoken(chore, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(6002, LogLevel.Warning, "{Chore} could not be woken, and it is tried again: {Why}", EventName = "cluster.chore_not_woken")]
    private partial void LogNotWoken(string chore, string why);
}
