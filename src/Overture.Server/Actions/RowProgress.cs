using System.Text.Json;
using Overture.Client.Contract;

namespace Overture.Server.Actions;

/// <summary>
/// The rows of a call, each of which gets its final answer once. Under an idempotency key, rows that can pass later are
/// tried again when the same call comes again; all others keep what they were answered.
/// </summary>
internal sealed class RowProgress<TRow>
    where TRow : class
{
    private readonly TRow?[] _rows;
    private readonly Func<TRow, (Reason? Reason, DateTimeOffset? RetryAt)> _refusalOf;

    private RowProgress(TRow?[] rows, Func<TRow, (Reason? Reason, DateTimeOffset? RetryAt)> refusalOf)
    {
        (_rows, _refusalOf) = (rows, refusalOf);
        Open = [.. Enumerable.Range(0, rows.Length).Where(index => rows[index] is null)];
    }

    /// <summary>The places of the rows to be tried in this call.</summary>
    public IReadOnlyList<int> Open { get; }

    /// <param name="call">The call, with what an earlier one under its key answered.</param>
    /// <param name="count">How many rows the call has.</param>
    /// <param name="rowsOf">The rows of an answer.</param>
    /// <param name="refusalOf">Why a row was refused, if it was.</param>
    public static RowProgress<TRow> Of<TData>(
        ActionCall call, int count, Func<TData, IReadOnlyList<TRow>> rowsOf,
        Func<TRow, (Reason? Reason, DateTimeOffset? RetryAt)> refusalOf)
    {
        var earlier = call.OpenAnswer is { } body
            ? rowsOf(JsonSerializer.Deserialize<SuccessEnvelope<TData>>(body, ContractJson.Default.Options)!.Data)
            : [];
        // Another version of the gateway may have read the rows of a text otherwise.
        return new RowProgress<TRow>(
            earlier.Count == count
                ? [.. earlier.Select(row => CanPass(refusalOf(row)) ? null : row)]
                : new TRow?[count],
            refusalOf);
    }

    /// <summary>All rows, when those that were open have been tried.</summary>
    /// <param name="tried">What the open rows came to, in the order of <see cref="Open"/>.</param>
    public List<TRow> With(IEnumerable<TRow> tried)
    {
        foreach (var (place, row) in Open.Zip(tried)) _rows[place] = row;
        return [.. _rows.Select(row => row!)];
    }

    /// <summary>True when some row can pass later.</summary>
    public bool StaysOpen => _rows.Any(row => row is not null && CanPass(_refusalOf(row)));

    // What is about the person, the note or the request itself stays so; what names a time, or is about the account,
    // the platform or the gateway, passes.
    private static bool CanPass((Reason? Reason, DateTimeOffset? RetryAt) refusal) =>
        refusal.Reason is { } reason
        && (refusal.RetryAt is not null || Reasons.Of(reason).Scope is not (Scope.Person or Scope.Note or null));
}
