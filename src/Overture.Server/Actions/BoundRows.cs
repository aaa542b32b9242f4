using System.Text.Json;
using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Actions;

/// <summary>The rows of a list, some of which may not be bound.</summary>
internal sealed class BoundRows : List<InviteRow>
{
    private readonly Dictionary<int, Refusal> _faults = [];

    /// <summary>Why a row could not be bound; null when it was.</summary>
    public static Refusal? FaultOf(IReadOnlyList<InviteRow> rows, int index) =>
        rows is BoundRows bound && bound._faults.TryGetValue(index, out var fault) ? fault : null;

    public void Add(JsonElement row, string where)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            _faults.Add(Count, Refusal.Invalid("The row must be an object."));
        }
        else if (!ActionBinder.Bind<InviteRow>(row, where).Succeeded(out var bound, out var refusal))
        {
            _faults.Add(Count, refusal);
        }
        else
        {
            Add(bound);
            return;
        }

        Add(new InviteRow());
    }
}
