using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Overture.Server.Actions;

/// <summary>The body of every category call. Action and parameters are read when the account is known.</summary>
internal sealed record ActionBody
{
    [StringLength(100)]
    public required string AccountId { get; init; }

    public JsonElement? Action { get; init; }

    public JsonElement? Params { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ActionBody))]
internal sealed partial class ActionJson : JsonSerializerContext;
