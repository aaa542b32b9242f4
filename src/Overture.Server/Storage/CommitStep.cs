namespace Overture.Server.Storage;

/// <summary>Statements that become durable together or not at all.</summary>
internal sealed record CommitStep(params IReadOnlyList<Statement> Statements);
