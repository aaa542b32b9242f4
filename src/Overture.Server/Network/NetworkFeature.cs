using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Idempotency;

namespace Overture.Server.Network;

internal static class NetworkFeature
{
    public static void AddNetwork(this IServiceCollection services)
    {
        services.AddSingleton<INetworkAction, InviteAction>();
        services.AddSingleton<NetworkEndpoint>();
    }

    public static void MapNetwork(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v2/network", (HttpContext http, NetworkEndpoint endpoint) => endpoint.HandleAsync(http))
            .WithName("network").WithTags("Network")
            .WithSummary("Send a connection request")
            .WithDescription(
                "Action `invite`: name the person by `profile_url` (alias `linkedin_url`) or `identifier`. One wish, one "
                + "invitation, one credit: nothing is ever sent twice, and a refusal costs nothing.")
            .Accepts<ActionRequest<InviteParams>>("application/json")
            .TakesHeader(
                HeaderNames.IdempotencyKey, IdempotencyKey.MaxLength,
                "Names the wish: asking again under the same key gives the stored answer, with `Idempotency-Replayed: true`.")
            .Produces<SuccessEnvelope<InviteData>>()
            .Refuses(
                Reason.UnknownAccount, Reason.UnknownAction, Reason.MissingParameter, Reason.InvalidParameter,
                Reason.UnknownParameter, Reason.NotAPersonUrl, Reason.NoteTooLong, Reason.PersonNotFound, Reason.SelfInvite,
                Reason.AlreadyInvited, Reason.TheyInvitedYou, Reason.ResendCooldown, Reason.EmailRequired,
                Reason.NotInvitable, Reason.Memorialized, Reason.NoteQuota, Reason.PlatformInvitationLimit,
                Reason.PlatformThrottled, Reason.GatewayBusy, Reason.SessionExpired, Reason.ChallengeRequired,
                Reason.AccountRestricted, Reason.OutcomeUnknown, Reason.UpstreamUnavailable, Reason.UpstreamChanged,
                Reason.IdempotencyInProgress, Reason.IdempotencyMismatch, Reason.InsufficientCredits);
    }
}
