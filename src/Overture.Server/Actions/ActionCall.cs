using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Storage;

namespace Overture.Server.Actions;

/// <summary>A call that has passed the checks all actions share, as it travels to the account's grain.</summary>
[GenerateSerializer, Immutable, Alias("overture.action-call")]
internal sealed record ActionCall
{
    [Id(0)]
    public required string Category { get; init; }

    [Id(1)]
    public required string Action { get; init; }

    [Id(2)]
    public required long WorkspaceId { get; init; }

    [Id(3)]
    public required long ApiKeyId { get; init; }

    /// <summary>An account of the workspace.</summary>
    [Id(4)]
    public required long AccountId { get; init; }

    /// <summary>The parameters as JSON in UTF-8.</summary>
    [Id(5)]
    public required byte[] Params { get; init; }

    /// <summary>The caller's name for this request, if it gave one.</summary>
    [Id(6)]
    public IdempotencyKey? Key { get; init; }

    /// <summary>The bound parameters. They do not travel; another node binds them again.</summary>
    [field: NonSerialized]
    public object? Bound { get; init; }

    /// <summary>What an earlier call with the same key answered, if some of its rows can pass now.</summary>
    [field: NonSerialized]
    public byte[]? OpenAnswer { get; init; }

    public string AccountName => RowKey.Text(RowKind.Account, AccountId);

    public WireAnswer Refuse(Refusal refusal, TimeProvider time) =>
        Answers.Refused(refusal, Answers.Free(time, Action, AccountName));

    /// <summary>The silo logs the arguments of a call that is late; a note must not be among them.</summary>
    public override string ToString() => $"{nameof(ActionCall)} {Action}";
}
