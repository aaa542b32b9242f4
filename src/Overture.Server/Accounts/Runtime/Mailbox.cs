using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Storage;
using Overture.Server.Telemetry;

namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// Lets one call at a time act for an account, and bounds how many wait and for how long. The grain is reentrant, so
/// that a call can be refused while another is being carried out.
/// </summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing that must be given back.")]
internal sealed class Mailbox(IOptions<AccountOptions> options, Instruments instruments, TimeProvider time)
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, IdempotencyKey> _keysInUse = [];
    private int _waiting;

    /// <summary>
    /// Waits for a call's turn; null when too many wait, or they wait too long. The turn ends when the result is
    /// disposed.
    /// </summary>
    public async Task<Turn?> EnterAsync(ActionCall call)
    {
        var arrived = time.GetTimestamp();
        using var stage = instruments.Begin(
            Stage.Wait, call.AccountName, RowKey.Text(RowKind.Workspace, call.WorkspaceId));
        if (_waiting >= options.Value.MaxWaiting) return null;
        return await EnterAsync() ? new Turn(this, arrived) : null;
    }

    /// <summary>The same for work that no caller waits for; it is let in however many wait.</summary>
    public async Task<Turn?> EnterAsync(CancellationToken cancellationToken) =>
        await EnterAsync() && !cancellationToken.IsCancellationRequested ? new Turn(this, time.GetTimestamp()) : null;

    /// <summary>
    /// Keeps a second call under the same key out while the first one waits or runs. Null when the key is free now.
    /// </summary>
    public Refusal? Reserve(IdempotencyKey key)
    {
        if (_keysInUse.TryAdd(key.Value, key)) return null;
        return _keysInUse[key.Value].IsOf(key.RequestHash)
            ? Refusal.InProgress(time.GetUtcNow())
            : new Refusal(Reason.IdempotencyMismatch);
    }

    public void Release(IdempotencyKey key) => _keysInUse.Remove(key.Value);

    private async Task<bool> EnterAsync()
    {
        _waiting++;
        try
        {
            return await _gate.WaitAsync(options.Value.MaxWait);
        }
        finally
        {
            _waiting--;
        }
    }

    /// <summary>The time in which one call acts alone for the account.</summary>
    internal sealed class Turn(Mailbox mailbox, long arrived) : IDisposable
    {
        /// <summary>True when the caller has timed out by now; nothing must be done on its behalf.</summary>
        public bool IsTooLate => mailbox.IsTooLate(arrived);

        public void Dispose() => mailbox._gate.Release();
    }

    private bool IsTooLate(long arrived) => time.GetElapsedTime(arrived) > options.Value.MaxWait * 2;
}
