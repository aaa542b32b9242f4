namespace Overture.Server.Credits;

/// <summary>What an API key has used: its debits less its refunds, kept beside them in the same transactions.</summary>
internal sealed class KeyUsageRow
{
    public required long WorkspaceId { get; init; }

    public required long ApiKeyId { get; init; }

    public required long Used { get; init; }
}
