using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Overture.Client.Contract;

namespace Overture.Server.Network;

/// <summary>Describes the one path of all network actions: what each takes and what each answers.</summary>
internal static class NetworkDocs
{
    public const string Description =
        """
        One path, one action by its name:

        | Action | What it does | Answers |
        | --- | --- | --- |
        | `invite` | Sends a connection request. Name the person by `profile_url` (alias `linkedin_url`) or `identifier`. One wish, one invitation, one credit: nothing is ever sent twice, and a refusal costs nothing. | 200 `InviteData` |
        | `invite` with `when` | Queues it: `queue`, or a time. It leaves within the account's budgets and hours, in its turn. | 202 `QueuedData` |
        | `invite` with `dry_run` | Says what every rule makes of the wish; sends and charges nothing. An idempotency key is not looked at. | 200 `DryRunData` |
        | `invite_many` | Queues up to 1,000 wishes, all or none, with an answer for each. | 202 `InviteManyData` |
        | `get_operation`, `list_operations`, `cancel_operation` | What became of queued wishes. | 200 `OperationData`, `OperationsData` |
        | `limits`, `set_limits` | What the account may do now; limits of its own. `set_limits` replaces all of them. | 200 `LimitsData` |
        | `do_not_contact_add`, `do_not_contact_remove`, `do_not_contact_list`, `do_not_contact_import` | People whom the workspace must not contact. | 200 `DoNotContactData`, `DoNotContactListData`, `DoNotContactImportData` |

        With `note_policy: drop` an invitation that went without its note says so in the header `Overture-Note: dropped`.
        """;

    private static readonly Type[] Requests =
    [
        typeof(ActionRequest<InviteParams>), typeof(ActionRequest<InviteManyParams>), typeof(ActionRequest<OperationParams>),
        typeof(ActionRequest<ListOperationsParams>), typeof(ActionRequest<AccountLimits>), typeof(ActionRequest<DoNotContactParams>),
        typeof(ActionRequest<DoNotContactListParams>), typeof(ActionRequest<DoNotContactImportParams>), typeof(ActionRequest<NoParams>),
    ];

    private static readonly Type[] Done =
    [
        typeof(SuccessEnvelope<InviteData>), typeof(SuccessEnvelope<DryRunData>), typeof(SuccessEnvelope<OperationData>),
        typeof(SuccessEnvelope<OperationsData>), typeof(SuccessEnvelope<LimitsData>), typeof(SuccessEnvelope<DoNotContactData>),
        typeof(SuccessEnvelope<DoNotContactListData>), typeof(SuccessEnvelope<DoNotContactImportData>),
    ];

    private static readonly Type[] Accepted = [typeof(SuccessEnvelope<QueuedData>), typeof(SuccessEnvelope<InviteManyData>)];

    public static async Task DescribeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        await DescribeAsync(operation.RequestBody?.Content, Requests, context, cancellationToken);
        await DescribeAsync(operation.Responses?["200"].Content, Done, context, cancellationToken);
        await DescribeAsync(operation.Responses?["202"].Content, Accepted, context, cancellationToken);
    }

    private static async Task DescribeAsync(
        IDictionary<string, OpenApiMediaType>? content, Type[] types, OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken)
    {
        var schemas = new List<IOpenApiSchema>();
        foreach (var type in types) schemas.Add(await ReferenceToAsync(type, context, cancellationToken));
        foreach (var media in content?.Values.AsEnumerable() ?? []) media.Schema = new OpenApiSchema { AnyOf = schemas };
    }

    private static async Task<IOpenApiSchema> ReferenceToAsync(
        Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var name = $"{type.Name.Split('`')[0]}Of{type.GenericTypeArguments[0].Name}";
        context.Document!.AddComponent(name, await context.GetOrCreateSchemaAsync(type, null, cancellationToken));
        return new OpenApiSchemaReference(name, context.Document);
    }
}
