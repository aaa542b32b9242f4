using System.Text.Json.Serialization;
using Overture.Client.Contract;

namespace Overture.Server.Hosting;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SuccessEnvelope<HealthData>))]
internal sealed partial class HostingJson : JsonSerializerContext;
