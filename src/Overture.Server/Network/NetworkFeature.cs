using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Idempotency;

namespace Overture.Server.Network;

internal static class NetworkFeature
{
    public static void AddNetwork(this IServiceCollection services)
    {
        services.AddSingleton<ActorCall>();
        services.AddSingleton<INetworkAction, InviteAction>();
        services.AddSingleton<INetworkAction, InviteManyAction>();
        services.AddSingleton<INetworkAction, LimitsAction>();
        services.AddSingleton<INetworkAction, SetLimitsAction>();
        services.AddSingleton<INetworkAction, GetOperationAction>();
        services.AddSingleton<INetworkAction, ListOperationsAction>();
        services.AddSingleton<INetworkAction, CancelOperationAction>();
        services.AddSingleton<INetworkAction, DoNotContactListAction>();
        services.AddSingleton<INetworkAction, DoNotContactImportAction>();
        foreach (var action in (string[])[ActionNames.DoNotContactAdd, ActionNames.DoNotContactRemove])
        {
            services.AddSingleton<INetworkAction>(provider =>
                ActivatorUtilities.CreateInstance<DoNotContactChangeAction>(provider, action));
        }

        services.AddSingleton<NetworkEndpoint>();
    }

    public static void MapNetwork(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v2/network", (HttpContext http, NetworkEndpoint endpoint) => endpoint.HandleAsync(http))
            .WithName("network").WithTags("Network")
            .WithSummary("Send connection requests, now or in their time")
            .WithDescription(NetworkDocs.Description)
            .Accepts<ActionRequest<InviteParams>>("application/json")
            .TakesHeader(
                HeaderNames.IdempotencyKey, IdempotencyKey.MaxLength,
                "Names the wish: asking again under the same key gives the stored answer, with `Idempotency-Replayed: true`.")
            .Produces<SuccessEnvelope<InviteData>>()
            .Produces<SuccessEnvelope<QueuedData>>(StatusCodes.Status202Accepted)
            .AddOpenApiOperationTransformer(NetworkDocs.DescribeAsync)
            .Refuses(
                Reason.UnknownAccount, Reason.UnknownAction, Reason.MissingParameter, Reason.InvalidParameter,
                Reason.UnknownParameter, Reason.NotAPersonUrl, Reason.NoteTooLong, Reason.PersonNotFound, Reason.SelfInvite,
                Reason.AlreadyInvited, Reason.TheyInvitedYou, Reason.ResendCooldown, Reason.EmailRequired,
                Reason.NotInvitable, Reason.Memorialized, Reason.DoNotContact, Reason.ClaimedByTeammate, Reason.PendingLimit,
                Reason.WeeklyLimit, Reason.DailyLimit, Reason.OutsideWorkingHours, Reason.Pacing, Reason.QueueFull, Reason.UnknownOperation,
                Reason.OperationNotQueued, Reason.NoteQuota, Reason.PlatformInvitationLimit,
                Reason.PlatformThrottled, Reason.GatewayBusy, Reason.SessionExpired, Reason.ChallengeRequired,
                Reason.AccountRestricted, Reason.AccountPaused, Reason.OutcomeUnknown, Reason.UpstreamUnavailable, Reason.UpstreamChanged,
                Reason.IdempotencyInProgress, Reason.IdempotencyMismatch, Reason.InsufficientCredits);
    }
}
