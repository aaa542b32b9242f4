namespace Overture.Server.Accounts;

/// <summary>
/// Lets the calls of one account act one at a time, and bounds how many wait and for how long. The grain is reentrant so
/// that a call can be refused while another has its turn.
/// </summary>
internal sealed class Turns(AccountOptions options) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private int _waiting;

    /// <summary>The turn, to be disposed when it ends; null when the line is too long or does not move.</summary>
    public async Task<IDisposable?> TakeAsync(bool evenIfCrowded = false)
    {
        if (_waiting >= options.LongestLine && !evenIfCrowded) return null;
        _waiting++;
        try
        {
            return await _turn.WaitAsync(options.LongestWait) ? new Turn(_turn) : null;
        }
        finally
        {
            _waiting--;
        }
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
