namespace Overture.Server.Cluster;

/// <summary>A background job and the pause between two of its rounds.</summary>
internal sealed record JobSchedule(string Name, TimeSpan Interval);
