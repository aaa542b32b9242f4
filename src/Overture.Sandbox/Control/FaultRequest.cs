using System.Text.Json;
using Overture.Sandbox.Faults;
using Overture.Sandbox.Voyager;

namespace Overture.Sandbox.Control;

/// <summary>A fault as posted. Rate defaults to 1, count to without end.</summary>
internal sealed record FaultRequest(FaultKind Kind, Operation? Operation, double Rate, int? Count, TimeSpan Delay, int? Seed)
{
    private static readonly TimeSpan HighestDelay = TimeSpan.FromHours(1);

    private static readonly Dictionary<string, FaultKind> Kinds = new()
    {
        ["cut-before"] = FaultKind.CutBefore,
        ["cut-after"] = FaultKind.CutAfter,
        ["delay"] = FaultKind.Delay,
        ["status-500-before"] = FaultKind.Status500Before,
        ["status-500-after"] = FaultKind.Status500After,
        ["status-503"] = FaultKind.Status503,
        ["status-429"] = FaultKind.Status429,
    };

    private static readonly Dictionary<string, Operation?> Paths = new()
    {
        ["send"] = Voyager.Operation.Send,
        ["resolve"] = Voyager.Operation.Resolve,
        ["relationship"] = Voyager.Operation.Relationship,
        ["me"] = Voyager.Operation.Me,
        ["*"] = null,
    };

    public static string NameOf(FaultKind kind) => Kinds.First(pair => pair.Value == kind).Key;

    public static string NameOf(Operation? operation) => Paths.First(pair => pair.Value == operation).Key;

    public Fault ToFault(int id) => new(id, Kind, Operation, Rate, Count, Delay, Seed);

    public static bool TryParse(JsonElement body, out FaultRequest request, out string error)
    {
        request = new FaultRequest(default, null, 1, null, TimeSpan.Zero, null);
        error = "";
        foreach (var property in body.EnumerateObject())
        {
            error = property.Name switch
            {
                "kind" => ReadKind(body, ref request),
                "path" => ReadPath(body, ref request),
                "rate" => ReadRate(property.Value, ref request),
                "count" => ReadCount(property.Value, ref request),
                "delay" => ReadDelay(body, ref request),
                "seed" => ReadSeed(property.Value, ref request),
                _ => "The body has an unknown field; kind, path, rate, count, delay and seed are known.",
            };
            if (error.Length > 0)
                return false;
        }

        error = Missing(body, request);
        return error.Length == 0;
    }

    private static string Missing(JsonElement body, FaultRequest request)
    {
        if (!body.TryGetProperty("kind", out _))
            return WrongKind;
        if (!body.TryGetProperty("path", out _))
            return WrongPath;
        if (request.Kind == FaultKind.Delay && request.Delay == TimeSpan.Zero)
            return "delay is required for the kind delay, such as \"PT2S\".";
        return request.Kind != FaultKind.Delay && body.TryGetProperty("delay", out _) ? "delay belongs to the kind delay only." : "";
    }

    private static string WrongKind => $"kind must be one of {string.Join(", ", Kinds.Keys)}.";

    private static string WrongPath => $"path must be one of {string.Join(", ", Paths.Keys)}.";

    private static string ReadKind(JsonElement body, ref FaultRequest request)
    {
        if (!JsonBody.TryGetText(body, "kind", out var text) || !Kinds.TryGetValue(text, out var kind))
            return WrongKind;
        request = request with { Kind = kind };
        return "";
    }

    private static string ReadPath(JsonElement body, ref FaultRequest request)
    {
        if (!JsonBody.TryGetText(body, "path", out var text) || !Paths.TryGetValue(text, out var operation))
            return WrongPath;
        request = request with { Operation = operation };
        return "";
    }

    private static string ReadRate(JsonElement value, ref FaultRequest request)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var rate) || rate is not (>= 0 and <= 1))
            return "rate must be a number from 0 to 1.";
        request = request with { Rate = rate };
        return "";
    }

    private static string ReadCount(JsonElement value, ref FaultRequest request)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return "";
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var count) || count < 1)
            return "count must be a whole number, 1 or more.";
        request = request with { Count = count };
        return "";
    }

    private static string ReadDelay(JsonElement body, ref FaultRequest request)
    {
        if (!JsonBody.TryGetText(body, "delay", out var text) || !IsoDuration.TryParse(text, out var delay) ||
            delay == TimeSpan.Zero || delay > HighestDelay)
            return "delay must be an ISO 8601 duration of at most one hour, such as \"PT2S\".";
        request = request with { Delay = delay };
        return "";
    }

    private static string ReadSeed(JsonElement value, ref FaultRequest request)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return "";
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var seed))
            return "seed must be a whole number.";
        request = request with { Seed = seed };
        return "";
    }
}
