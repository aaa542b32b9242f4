namespace Overture.Connectors;

/// <summary>The member who owns a session.</summary>
public sealed record OwnProfile(
    string MemberId, string PublicIdentifier, string FirstName, string LastName, string Headline, bool IsPremium);

/// <summary>A person's identifier on the platform: a slug, a member id or a Sales Navigator id.</summary>
public sealed record PersonIdentifier
{
    private PersonIdentifier(string value) => Value = value;

    /// <summary>The slug (decoded Unicode), the member id (<c>ACoAA…</c>) or the other id (<c>ACwAA…</c>).</summary>
    public string Value { get; }

    public bool IsMemberId { get; private init; }

    /// <summary>
    /// An id that the platform resolves but does not repeat: its answer names the person by the member id.
    /// </summary>
    public bool IsSalesId { get; private init; }

    public static PersonIdentifier Slug(string slug) => new(slug);

    public static PersonIdentifier MemberId(string memberId) => new(memberId) { IsMemberId = true };

    public static PersonIdentifier SalesId(string salesId) => new(salesId) { IsSalesId = true };
}

/// <summary>A member of the network as seen by the session's member.</summary>
public sealed record Person(
    string MemberId, string PublicIdentifier, string FirstName, string LastName, string Headline)
{
    /// <summary>Absolute URL of the picture closest to 200 pixels wide; null without a visible picture.</summary>
    public string? PictureUrl { get; init; }

    public bool IsMemorialized { get; init; }

    public bool RequiresEmail { get; init; }

    /// <summary>Null when the profile came without its relationship; read it separately.</summary>
    public Relationship? Relationship { get; init; }
}

public enum RelationshipKind
{
    Self,
    Connected,

    /// <summary>Not connected and nothing pending: an invitation is possible.</summary>
    NotConnected,

    /// <summary>Our invitation is pending.</summary>
    InvitationSent,

    /// <summary>Their invitation awaits our answer.</summary>
    InvitationReceived,

    /// <summary>The answer does not read with certainty. Never send on it.</summary>
    Unknown,
}

/// <summary>The relationship between two members.</summary>
public sealed record Relationship(RelationshipKind Kind)
{
    /// <summary>The pending invitation's number; set when an invitation is known.</summary>
    public long? InvitationId { get; init; }

    /// <summary>The secret needed to accept a received invitation; null on our own.</summary>
    public string? SharedSecret { get; init; }

    /// <summary>1, 2 or 3 (also for "out of network"); null when the platform does not say.</summary>
    public int? Distance { get; init; }
}

/// <summary>An invitation named by the platform. The number ends every spelling of its urn.</summary>
public sealed record SentInvitation(long InvitationId);
