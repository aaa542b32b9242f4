namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>
/// A rule that the suite breaks itself, on the way between gateway and upstream, to show that it would notice.
/// </summary>
internal enum Breakage
{
    None,

    /// <summary>A send that got no answer leaves a second time, as a careless retry would do it.</summary>
    Resend,

    /// <summary>A send arrives for somebody else.</summary>
    OtherPerson,

    /// <summary>A send is answered with an invitation that the network never saw.</summary>
    MadeUpAnswer,
}
