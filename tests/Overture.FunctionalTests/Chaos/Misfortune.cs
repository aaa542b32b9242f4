namespace Overture.FunctionalTests.Chaos;

internal enum Misfortune
{
    /// <summary>A node is killed.</summary>
    Kill,

    /// <summary>A node stands still for longer than the others trust it, and goes on.</summary>
    Pause,

    /// <summary>A node is refused by the database.</summary>
    Refuse,

    /// <summary>What a node and the database tell each other is held up.</summary>
    Hold,

    /// <summary>A node is stopped in order.</summary>
    Stop,

    /// <summary>A node is added.</summary>
    Add,

    /// <summary>Connections to the upstream are cut.</summary>
    Cut,

    /// <summary>Requests and answers are torn and swallowed.</summary>
    Wire,

    /// <summary>The upstream fails.</summary>
    Upstream,

    /// <summary>The upstream's process is killed.</summary>
    Sandbox,

    /// <summary>The database fails everybody.</summary>
    Store,

    /// <summary>The network's clock moves on.</summary>
    Clock,
}
