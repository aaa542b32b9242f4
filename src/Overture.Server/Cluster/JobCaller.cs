namespace Overture.Server.Cluster;

/// <summary>
/// Wakes every job periodically, on every node: when the node that runs a job dies, another node has to restart it.
/// </summary>
internal sealed partial class JobCaller(
    IGrainFactory grains, IEnumerable<JobSchedule> schedules, TimeProvider time, ILogger<JobCaller> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(schedules.Select(schedule => CallAsync(schedule.Name, stoppingToken)));

    private async Task CallAsync(string job, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                await grains.GetGrain<IJobGrain>(job).Wake().WaitAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotWoken(job, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(
        6002, LogLevel.Warning, "The job {Job} could not be woken; trying again: {Why}",
        EventName = "cluster.job_not_woken")]
    private partial void LogNotWoken(string job, string why);
}
