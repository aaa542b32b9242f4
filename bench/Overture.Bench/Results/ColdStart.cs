namespace Overture.Bench.Results;

/// <summary>The seconds after a start, in which code is compiled and caches are filled: invitations in each of them.</summary>
internal sealed record ColdStart(string Server, double ReadyAfterSeconds, int Connections, IReadOnlyList<int> PerSecond);
