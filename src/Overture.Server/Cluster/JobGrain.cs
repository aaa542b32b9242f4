using Orleans.Placement;

namespace Overture.Server.Cluster;

/// <summary>
/// Runs a job, round after round. The cluster has one, except while its nodes disagree about which of them are alive. A
/// job must therefore be correct when two nodes run it.
/// </summary>
[PreferLocalPlacement]
internal sealed partial class JobGrain(
    IServiceProvider services, IEnumerable<JobSchedule> schedules, Relocation relocation, ILogger<JobGrain> logger)
    : Grain, IJobGrain
{
    private string Name => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var job = services.GetRequiredKeyedService<IBackgroundJob>(Name);
        var interval = schedules.First(schedule => schedule.Name == Name).Interval;
        this.RegisterGrainTimer(
            token => RunAsync(job, token),
            new GrainTimerCreationOptions(TimeSpan.Zero, interval) { KeepAlive = true, Interleave = true });
        return Task.CompletedTask;
    }

    public Task Wake() => Task.CompletedTask;

    private async Task RunAsync(IBackgroundJob job, CancellationToken cancellationToken)
    {
        try
        {
            await job.RunAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception, Name);
            // Another node may still reach the database if this one cannot.
            relocation.Leave(this);
        }
    }

    [LoggerMessage(
        6001, LogLevel.Error, "A round of the job {Job} failed; trying again", EventName = "cluster.job_failed")]
    private partial void LogFailed(Exception exception, string job);
}
