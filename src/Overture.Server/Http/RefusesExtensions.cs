using Overture.Client.Contract;

namespace Overture.Server.Http;

/// <summary>What an endpoint may refuse; the OpenAPI document lists it.</summary>
internal sealed record RefusalsMetadata(IReadOnlyList<Reason> Reasons);

internal static class RefusesExtensions
{
    // What any path behind the key check and any body can come to.
    private static readonly Reason[] Common =
    [
        Reason.MissingApiKey, Reason.UnknownApiKey, Reason.SandboxKeyRefused, Reason.KeyRateLimit, Reason.InternalError,
    ];

    private static readonly Reason[] OfBodies =
        [Reason.MalformedBody, Reason.UnsupportedMediaType, Reason.BodyTooLarge];

    /// <summary>Documents the reasons for which an endpoint refuses, beside those that every endpoint shares.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params Reason[] reasons)
    {
        endpoint.Add(builder =>
        {
            var takesBody = builder.Metadata.OfType<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>().Any();
            var all = new RefusalsMetadata([.. reasons, .. takesBody ? OfBodies : [], .. Common]);
            builder.Metadata.Add(all);
            foreach (var status in all.Reasons.Select(reason => Reasons.Of(reason).Status).Distinct().Order())
            {
                builder.Metadata.Add(
                    new ProducesResponseTypeMetadata(status, typeof(ErrorEnvelope), ["application/json"]));
            }
        });
        return endpoint;
    }
}
