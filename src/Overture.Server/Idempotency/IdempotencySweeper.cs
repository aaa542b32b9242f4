using Microsoft.Extensions.Options;

namespace Overture.Server.Idempotency;

/// <summary>Deletes stored answers whose time is over.</summary>
internal sealed partial class IdempotencySweeper(
    IdempotencyKeys keys, IOptions<IdempotencyOptions> options, TimeProvider time, ILogger<IdempotencySweeper> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await keys.SweepAsync(stoppingToken) > 0)
                {
                    // In small portions, so that the hot path never waits long for the database.
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "Deleting expired idempotency keys failed; it is tried again", EventName = "idempotency.sweep_failed")]
    private partial void LogFailed(Exception exception);
}
