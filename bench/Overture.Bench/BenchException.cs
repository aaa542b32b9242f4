namespace Overture.Bench;

/// <summary>Ends the run with one sentence that says what is missing or wrong.</summary>
internal sealed class BenchException(string message) : Exception(message);
