namespace Overture.Bench.Driving;

/// <summary>A server answered wrongly. Its figures would be worthless, so the run ends.</summary>
internal sealed class WrongAnswerException(string message) : Exception(message);
