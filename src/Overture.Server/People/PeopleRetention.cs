using Microsoft.Extensions.Options;
using Overture.Server.Growth;
using Overture.Server.Storage;

namespace Overture.Server.People;

/// <summary>
/// Deletes people who were seen last long ago. Each intent sees its person anew, so no invitation that is under way
/// loses its own.
/// </summary>
internal sealed class PeopleRetention(
    Database database, IOptions<RetentionOptions> options, TimeProvider time) : IRetained
{
    private const int MaxPortions = 20;

    private string? _last;
    private int _portions;

    public async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        var horizon = RetentionOptions.Horizon(options.Value.People, time.GetUtcNow());
        await using var db = database.Open();
        _last = await PeopleTable.DeleteOldAsync(db, _last, horizon, cancellationToken);
        if (_last is not null && ++_portions < MaxPortions) return true;
        // The next round goes on behind the last person, or begins anew.
        _portions = 0;
        return false;
    }
}
