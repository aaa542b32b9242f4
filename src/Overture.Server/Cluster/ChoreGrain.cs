using Orleans.Placement;

namespace Overture.Server.Cluster;

/// <summary>
/// Does a chore, round after round. There is one in the cluster, except for moments in which its nodes disagree about who is
/// alive; what a chore does must therefore be right when two do it.
/// </summary>
[PreferLocalPlacement]
internal sealed partial class ChoreGrain(
    IServiceProvider services, IEnumerable<ChoreSchedule> schedules, Relocation relocation, ILogger<ChoreGrain> logger) : Grain, IChoreGrain
{
    private string Name => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var chore = services.GetRequiredKeyedService<IChore>(Name);
        var interval = schedules.First(schedule => schedule.Name == Name).Interval;
        this.RegisterGrainTimer(
            token => RunAsync(chore, token),
            new GrainTimerCreationOptions(TimeSpan.Zero, interval) { KeepAlive = true, Interleave = true });
        return Task.CompletedTask;
    }

    public Task Wake() => Task.CompletedTask;

    private async Task RunAsync(IChore chore, CancellationToken cancellationToken)
    {
        try
        {
            await chore.RunAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception, Name);
            // Perhaps only this node is cut off from the database.
            relocation.Leave(this);
        }
    }

    [LoggerMessage(6001, LogLevel.Error, "A round of {Chore} failed; it is tried again", EventName = "cluster.chore_failed")]
    private partial void LogFailed(Exception exception, string chore);
}
