using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>
/// The JSON form of the contract: snake_case names, absent instead of null. What a listed type contains comes along, so
/// <c>GetTypeInfo</c> finds the parameters and data of every action.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActionRequest<InviteParams>))]
[JsonSerializable(typeof(SuccessEnvelope<InviteData>))]
[JsonSerializable(typeof(SuccessEnvelope<DryRunData>))]
[JsonSerializable(typeof(SuccessEnvelope<QueuedData>))]
[JsonSerializable(typeof(ActionRequest<NoParams>))]
[JsonSerializable(typeof(SuccessEnvelope<LimitsData>))]
[JsonSerializable(typeof(ActionRequest<AccountLimits>))]
[JsonSerializable(typeof(ActionRequest<OperationParams>))]
[JsonSerializable(typeof(SuccessEnvelope<OperationData>))]
[JsonSerializable(typeof(ActionRequest<ListOperationsParams>))]
[JsonSerializable(typeof(SuccessEnvelope<OperationsData>))]
[JsonSerializable(typeof(ActionRequest<CancelOperationsParams>))]
[JsonSerializable(typeof(ActionRequest<ReleaseOperationsParams>))]
[JsonSerializable(typeof(SuccessEnvelope<ReleaseOperationsData>))]
[JsonSerializable(typeof(SuccessEnvelope<CancelOperationsData>))]
[JsonSerializable(typeof(ActionRequest<InviteManyParams>))]
[JsonSerializable(typeof(SuccessEnvelope<InviteManyData>))]
[JsonSerializable(typeof(ActionRequest<DoNotContactParams>))]
[JsonSerializable(typeof(SuccessEnvelope<DoNotContactData>))]
[JsonSerializable(typeof(ActionRequest<DoNotContactListParams>))]
[JsonSerializable(typeof(SuccessEnvelope<DoNotContactListData>))]
[JsonSerializable(typeof(ActionRequest<DoNotContactImportParams>))]
[JsonSerializable(typeof(SuccessEnvelope<DoNotContactImportData>))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(SuccessEnvelope<LoginData>))]
[JsonSerializable(typeof(SuccessEnvelope<AccountsData>))]
[JsonSerializable(typeof(SuccessEnvelope<AccountItem>))]
[JsonSerializable(typeof(SuccessEnvelope<CreditsData>))]
[JsonSerializable(typeof(SuccessEnvelope<StatementData>))]
[JsonSerializable(typeof(ErrorEnvelope))]
internal sealed partial class ContractJson : JsonSerializerContext;
