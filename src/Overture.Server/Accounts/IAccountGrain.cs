using Overture.Server.Http;
using Overture.Server.Invitations;

namespace Overture.Server.Accounts;

/// <summary>The actor of one connected account. What changes anything upstream goes through it one turn at a time.</summary>
[Alias("overture.account")]
internal interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Invites a person, or says why not. Sends at most once, whatever happens.</summary>
    [Alias("invite")]
    Task<WireAnswer> Invite(InviteCommand command);

    /// <summary>Looks at everything of this account that is unsettled and due.</summary>
    [Alias("settle")]
    Task Settle();

    /// <summary>Takes over what the account's owner supplied anew. False when it could not be made durable.</summary>
    [Alias("reconnect")]
    Task<bool> Reconnect(Connection connection);
}

/// <summary>What a login brought: the encrypted session, and what its profile says.</summary>
[GenerateSerializer, Immutable, Alias("overture.connection")]
internal sealed record Connection(
    [property: Id(0)] string ProtectedToken,
    [property: Id(1)] string Name,
    [property: Id(2)] string? Country,
    [property: Id(3)] bool IsPremium)
{
    /// <summary>The silo writes the arguments of a call into its log when one is late; a session must not be among them.</summary>
    public override string ToString() => nameof(Connection);
}
