namespace Overture.Bench.Driving;

/// <summary>A server answered wrongly. Its speed is then of no interest, so the run ends.</summary>
internal sealed class WrongAnswerException(string message) : Exception(message);
