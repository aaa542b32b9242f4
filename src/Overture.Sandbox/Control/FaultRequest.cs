using Overture.Sandbox.Faults;

namespace Overture.Sandbox.Control;

/// <summary>A fault as posted.</summary>
internal sealed record FaultRequest
{
    private const string Shape = "The body must be a JSON object with at least kind and path.";

    private static readonly TimeSpan HighestDelay = TimeSpan.FromHours(1);

    private static readonly Dictionary<string, string> Rules = new()
    {
        ["kind"] = $"kind must be one of {EnumNames<FaultKind>.All}.",
        ["path"] = $"path must be one of {EnumNames<FaultPath>.All}.",
        ["rate"] = "rate must be a number from 0 to 1.",
        ["count"] = "count must be a whole number, 1 or more.",
        ["delay"] = "delay must be an ISO 8601 duration of at most one hour, such as \"PT2S\".",
        ["seed"] = "seed must be a whole number.",
    };

    public FaultKind? Kind { get; init; }

    public FaultPath? Path { get; init; }

    /// <summary>How often it strikes: 0 never, 1 (the default) always.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>How many times it strikes before it is gone; null for no end.</summary>
    public int? Count { get; init; }

    /// <summary>Required for the kind delay, refused for every other.</summary>
    public TimeSpan? Delay { get; init; }

    public int? Seed { get; init; }

    public static async ValueTask<FaultRequest?> BindAsync(HttpContext context)
    {
        var request = await JsonBody.ReadAsync<FaultRequest>(context, Shape, Rules);
        return request.Problem() is { } problem ? throw new BadHttpRequestException(problem) : request;
    }

    public FaultRule ToRule() => new(Kind!.Value, Path!.Value)
    {
        Rate = Rate,
        Count = Count,
        Delay = Delay ?? TimeSpan.Zero,
        Seed = Seed,
    };

    private string? Problem()
    {
        if (Kind is null) return Rules["kind"];
        if (Path is null) return Rules["path"];
        if (Rate is not (>= 0 and <= 1)) return Rules["rate"];
        if (Count < 1) return Rules["count"];
        if (Delay == TimeSpan.Zero || Delay > HighestDelay) return Rules["delay"];
        if (Kind == FaultKind.Delay && Delay is null) return "delay is required for the kind delay, such as \"PT2S\".";
        return Kind != FaultKind.Delay && Delay is not null ? "delay belongs to the kind delay only." : null;
    }
}
