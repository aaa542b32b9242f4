namespace Overture.Bench.Results;

/// <summary>Invitations in each of the seconds after a start, while code is compiled and caches fill.</summary>
internal sealed record ColdStart(
    string Server, double ReadyAfterSeconds, int Connections, IReadOnlyList<int> PerSecond);
