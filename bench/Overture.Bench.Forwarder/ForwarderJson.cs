using System.Text.Json.Serialization;

namespace Overture.Bench.Forwarder;

internal sealed record InviteRequest
{
    public required string AccountId { get; init; }

    public required string Action { get; init; }

    public required InviteParams Params { get; init; }
}

internal sealed record InviteParams
{
    public required string ProfileUrl { get; init; }

    public string? Message { get; init; }
}

internal sealed record InviteAnswer
{
    public required bool Success { get; init; }

    public required InvitedPerson Data { get; init; }

    public required AnswerMetadata Metadata { get; init; }
}

internal sealed record InvitedPerson
{
    public string? InvitationUrn { get; init; }

    public required string ProfileUrn { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Headline { get; init; }

    public required string PublicIdentifier { get; init; }

    public required string ProfilePictureUrl { get; init; }
}

internal sealed record AnswerMetadata
{
    public required string Action { get; init; }

    public required string AccountId { get; init; }

    public required int CreditsConsumed { get; init; }

    public required DateTimeOffset Timestamp { get; init; }
}

internal sealed record SendBody
{
    public required Invitee Invitee { get; init; }

    [JsonPropertyName("customMessage")]
    public string? CustomMessage { get; init; }
}

internal sealed record Invitee([property: JsonPropertyName("inviteeUnion")] InviteeUnion Union);

internal sealed record InviteeUnion([property: JsonPropertyName("memberProfile")] string MemberProfile);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InviteRequest))]
[JsonSerializable(typeof(InviteAnswer))]
[JsonSerializable(typeof(SendBody))]
internal sealed partial class ForwarderJson : JsonSerializerContext;
