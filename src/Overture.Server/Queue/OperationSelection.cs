using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Queue;

/// <summary>Which operations a call means: those of its ids, or all. Pure.</summary>
internal static class OperationSelection
{
    private const int MaxIdLength = 100;

    /// <summary>Why a call does not say which; null when it does.</summary>
    public static Refusal? FaultOf(IReadOnlyList<string>? ids, bool? all) => (ids, all) switch
    {
        (null, not true) => new Refusal(
            Reason.MissingParameter, "operation_ids is required, unless all is true."),
        (not null, true) => new Refusal(
            Reason.InvalidParameter, "operation_ids and all exclude each other."),
        ({ } named, _) when named.Any(id => id is null or { Length: 0 or > MaxIdLength }) => new Refusal(
            Reason.InvalidParameter, $"Each of operation_ids must have 1 to {MaxIdLength} characters."),
        _ => null,
    };

    public static long? Parse(string name) => RowKey.Parse(RowKind.Operation, name);

    /// <summary>The ids among the names; null when the call means all.</summary>
    public static List<long>? IdsOf(IReadOnlyList<string>? names) =>
        names?.Select(Parse).OfType<long>().ToList();
}
