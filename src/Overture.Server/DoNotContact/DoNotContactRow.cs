namespace Overture.Server.DoNotContact;

/// <summary>A person whom a workspace, or everybody on this deployment, must not contact.</summary>
internal sealed class DoNotContactRow
{
    /// <summary>The list of the whole deployment; every other list has the id of its workspace.</summary>
    public const long DeploymentList = 0;

    public required long List { get; init; }

    /// <summary>Member id, so that a person stays the same under another slug.</summary>
    public required string PersonId { get; init; }

    /// <summary>The slug when the person was added, in lower case.</summary>
    public required string PublicIdentifier { get; init; }

    /// <summary>Why, in the words of the person who added the entry.</summary>
    public string? Comment { get; init; }

    /// <summary>The key that was used; null when the operator did it.</summary>
    public long? ApiKeyId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
