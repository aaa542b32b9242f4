namespace Overture.Connectors;

/// <summary>The member a session belongs to.</summary>
public sealed record OwnProfile(
    string MemberId, string PublicIdentifier, string FirstName, string LastName, string Headline, bool IsPremium);

/// <summary>Who is meant, as the upstream can be asked: by slug or by member id, one of the two.</summary>
public sealed record PersonIdentifier
{
    private PersonIdentifier(string value, bool isMemberId)
    {
        Value = value;
        IsMemberId = isMemberId;
    }

    /// <summary>The slug (decoded Unicode) or the member id (<c>ACoAA…</c>).</summary>
    public string Value { get; }

    public bool IsMemberId { get; }

    public static PersonIdentifier Slug(string slug) => new(slug, false);

    public static PersonIdentifier MemberId(string memberId) => new(memberId, true);
}

/// <summary>A member of the network as the session's member sees them.</summary>
public sealed record Person(
    string MemberId, string PublicIdentifier, string FirstName, string LastName, string Headline)
{
    /// <summary>Absolute URL of the picture nearest to 200 pixels wide, or null when the person has none or hides it.</summary>
    public string? PictureUrl { get; init; }

    public bool IsMemorialized { get; init; }

    public bool RequiresEmail { get; init; }

    /// <summary>Null when the profile came without its relationship; ask for it apart.</summary>
    public Relationship? Relationship { get; init; }
}

public enum RelationshipKind
{
    Self,
    Connected,

    /// <summary>Not connected and nothing pending: an invitation may be sent.</summary>
    NotConnected,

    /// <summary>Our invitation is pending.</summary>
    InvitationSent,

    /// <summary>They invited us and wait for our answer.</summary>
    InvitationReceived,

    /// <summary>A shape we cannot read with certainty. Nothing may be sent on it.</summary>
    Unknown,
}

/// <summary>How two members stand to each other.</summary>
public sealed record Relationship(RelationshipKind Kind)
{
    /// <summary>The pending invitation's number, when <see cref="Kind"/> names one.</summary>
    public long? InvitationId { get; init; }

    /// <summary>What accepting a received invitation needs; null on our own.</summary>
    public string? SharedSecret { get; init; }

    /// <summary>1, 2 or 3; null when the platform does not say (3 stands for "out of network" too).</summary>
    public int? Distance { get; init; }
}

/// <summary>An invitation the upstream has named. The number is the tail of every spelling of its urn.</summary>
public sealed record SentInvitation(long InvitationId);
