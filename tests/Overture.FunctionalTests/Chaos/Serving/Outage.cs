namespace Overture.FunctionalTests.Chaos.Serving;

/// <summary>A time in which something was wrong with a node or the database, until it was well again.</summary>
internal sealed record Outage(string Kind, TimeSpan From, TimeSpan To)
{
    public bool Overlaps(TimeSpan from, TimeSpan to) => From < to && from < To;
}
