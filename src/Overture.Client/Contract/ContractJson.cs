using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>The JSON form of everything in the contract: snake_case names, absent instead of null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActionRequest<InviteParams>))]
[JsonSerializable(typeof(SuccessEnvelope<InviteData>))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(SuccessEnvelope<LoginData>))]
[JsonSerializable(typeof(SuccessEnvelope<AccountsData>))]
[JsonSerializable(typeof(SuccessEnvelope<AccountItem>))]
[JsonSerializable(typeof(SuccessEnvelope<CreditsData>))]
[JsonSerializable(typeof(SuccessEnvelope<StatementData>))]
[JsonSerializable(typeof(ErrorEnvelope))]
internal sealed partial class ContractJson : JsonSerializerContext;
