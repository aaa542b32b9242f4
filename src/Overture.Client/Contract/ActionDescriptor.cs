namespace Overture.Client.Contract;

/// <summary>
/// Describes one action: its name, parameters, answers and refusals. The server, the documentation and other generators
/// read the descriptors in <see cref="NetworkActions.All"/>.
/// </summary>
public abstract record ActionDescriptor
{
    /// <summary>The reasons for which every action can refuse.</summary>
    public static readonly IReadOnlyList<Reason> Shared =
    [
        Reason.MissingApiKey, Reason.UnknownApiKey, Reason.SandboxKeyRefused, Reason.KeyRateLimit,
        Reason.MalformedBody, Reason.UnsupportedMediaType, Reason.BodyTooLarge,
        Reason.UnknownAccount, Reason.UnknownAction,
        Reason.MissingParameter, Reason.InvalidParameter, Reason.UnknownParameter,
        Reason.IdempotencyInProgress, Reason.IdempotencyMismatch, Reason.WorkspaceLimit,
        Reason.GatewayBusy, Reason.OutcomeUnknown, Reason.InternalError,
    ];

    /// <summary>The category, which is the last segment of the path: <c>POST /v2/{category}</c>.</summary>
    public required string Category { get; init; }

    /// <summary>The name, which is the body's <c>action</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the action can change.</summary>
    public required ActionKind Kind { get; init; }

    /// <summary>What the action does, as one imperative sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>What a caller must know beyond the summary, in Markdown; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>The price in credits, unless the deployment sets another; 0 for a free action.</summary>
    public int Price { get; init; }

    /// <summary>True if a call waits neither for the account's waiting calls nor for the one that runs.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>The reasons for which this action can refuse, beyond <see cref="Shared"/>.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>The record in the body's <c>params</c>.</summary>
    public abstract Type Params { get; }

    /// <summary>The forms of success; the main one comes first.</summary>
    public abstract IReadOnlyList<ActionAnswer> Answers { get; init; }

    /// <summary>True if the action reads the <c>Idempotency-Key</c> header.</summary>
    public bool TakesIdempotencyKey => Kind != ActionKind.Read;
}

/// <summary>Describes one action with the types of its parameters and of its main answer.</summary>
/// <typeparam name="TParams">The record in the body's <c>params</c>.</typeparam>
/// <typeparam name="TData">The record in the <c>data</c> of the main answer.</typeparam>
public sealed record ActionDescriptor<TParams, TData> : ActionDescriptor
{
    /// <inheritdoc />
    public override Type Params => typeof(TParams);

    /// <inheritdoc />
    public override IReadOnlyList<ActionAnswer> Answers { get; init; } =
        [new(200, typeof(TData), "The action succeeded.")];
}
