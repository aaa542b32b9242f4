using Overture.Server.DoNotContact;
using Overture.Server.Http;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Queue;

namespace Overture.Server.Accounts;

/// <summary>The actor of one connected account. What changes anything upstream goes through it one turn at a time.</summary>
[Alias("overture.account")]
internal interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Invites a person, or says why not. Sends at most once, whatever happens.</summary>
    [Alias("invite")]
    Task<WireAnswer> Invite(InviteCommand command);

    /// <summary>Says what every gate makes of a wish; sends nothing. A method of its own, so that no older node takes it for a real one.</summary>
    [Alias("dry-run")]
    Task<WireAnswer> DryRun(InviteCommand command);

    /// <summary>Puts wishes into the account's queue, all or none.</summary>
    [Alias("queue")]
    Task<WireAnswer> Queue(QueueCommand command);

    /// <summary>Takes a queued wish back.</summary>
    [Alias("cancel")]
    Task<WireAnswer> Cancel(OperationCommand command);

    /// <summary>When each wish that waits will be tried; null when nobody can say now.</summary>
    [Alias("queue-times")]
    Task<QueueTimes?> QueueTimes();

    /// <summary>Sends what is due in the queue.</summary>
    [Alias("run-queue")]
    Task RunQueue();

    /// <summary>Says what the account may do now.</summary>
    [Alias("limits")]
    Task<WireAnswer> Limits(string workspaceId);

    /// <summary>Gives the account limits of its own.</summary>
    [Alias("set-limits")]
    Task<WireAnswer> SetLimits(LimitsCommand command);

    /// <summary>Changes the do-not-contact list of the account's workspace.</summary>
    [Alias("change-do-not-contact")]
    Task<WireAnswer> ChangeDoNotContact(DoNotContactChange change);

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
