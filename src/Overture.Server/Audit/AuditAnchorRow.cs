namespace Overture.Server.Audit;

/// <summary>Stands for the rows that were deleted from the beginning of a chain.</summary>
internal sealed class AuditAnchorRow
{
    public required long Chain { get; init; }

    /// <summary>Number of the last row deleted; the next one follows from it.</summary>
    public required long Number { get; init; }

    /// <summary>Hash of the last row deleted.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Proves that the gateway itself made the anchor: made with the deployment's key ring.</summary>
    public required byte[] Signature { get; init; }
}
