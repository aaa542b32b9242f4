namespace Overture.Server.Growth;

/// <summary>
/// Goes from one owner of rows (an account, a workspace) to the next, a portion of them in each round, and begins anew
/// behind the last one. So a table with a million owners costs a bounded number of look-ups in a round.
/// </summary>
/// <param name="nextAsync">Finds the first owner behind another; null when there is none.</param>
/// <param name="sweepAsync">Deletes a portion of an owner's rows; true when the owner may have more of them.</param>
internal sealed class OwnerWalk(
    Func<long, CancellationToken, Task<long?>> nextAsync, Func<long, CancellationToken, Task<bool>> sweepAsync)
{
    private const int MaxOwners = 2_000;

    // Below every id, the operator's chain of the audit included.
    private long _last = -1;
    private int _seen;
    private bool _hasMore;

    /// <summary>One step. False when the round is over.</summary>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        if (!_hasMore)
        {
            if (_seen == MaxOwners || await nextAsync(_last, cancellationToken) is not { } owner)
            {
                if (_seen < MaxOwners) _last = -1;
                _seen = 0;
                return false;
            }

            (_last, _seen) = (owner, _seen + 1);
        }

        _hasMore = await sweepAsync(_last, cancellationToken);
        return true;
    }
}
