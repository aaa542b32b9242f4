namespace Overture.Bench;

/// <summary>Ends the run. The message says in one sentence what is missing or wrong.</summary>
internal sealed class BenchException(string message) : Exception(message);
