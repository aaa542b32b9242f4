using System.CommandLine;
using System.Globalization;
using Overture.Client.Contract;
using Overture.Server.Audit;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Hosting.Commands;

internal sealed class ListAuditCommand : OperatorCommand
{
    private static readonly string[] Head =
    [
        "NUMBER", "AT", "WORKSPACE", "KEY", "ACT", "PERSON", "DECISION", "RULE", "INVITATION", "OPERATION", "NOTE",
        "HASH",
    ];

    private readonly Argument<string> _chain = new("CHAIN");

    public ListAuditCommand()
        : base("list-audit", FormattableString.Invariant(
            $"Print the last {AuditTail.Longest:N0} audit rows of an account, or of the chain ")
            + $"\"{AuditCheck.OperatorName}\"; tabs separate the columns") => Arguments.Add(_chain);

    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var chain = line.GetRequiredValue(_chain);
        var id = chain == AuditCheck.OperatorName ? AuditRow.OperatorChain : RowKey.Parse(RowKind.Account, chain);
        var tail = services.GetRequiredService<AuditTail>();
        var rows = id is null ? [] : await tail.ReadAsync(id.Value, CancellationToken.None);
        return rows.Count == 0
            ? CommandResult.Refused(
                $"The audit has no chain \"{chain}\"; a chain has the id of its account, or is "
                + $"\"{AuditCheck.OperatorName}\".")
            : CommandResult.Done(string.Join(
                Environment.NewLine, rows.Select(CellsOf).Prepend(Head).Select(cells => string.Join('\t', cells))));
    }

    private static string[] CellsOf(AuditRow row) =>
    [
        row.Number.ToString(CultureInfo.InvariantCulture),
        // The hash covers the milliseconds, too.
        row.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        .. ((string?[])
            [
                NameOf(RowKind.Workspace, row.WorkspaceId), NameOf(RowKind.ApiKey, row.ApiKeyId), row.Act, row.Person,
                EnumNames.Of(row.Decision), RuleOf(row), NameOf(RowKind.Invitation, row.InvitationId),
                NameOf(RowKind.Operation, row.OperationId),
                row.NoteHash is { } note ? Convert.ToHexStringLower(note) : null,
                Convert.ToHexStringLower(row.Hash),
            ]).Select(OperatorText.Cell),
    ];

    private static string? NameOf(RowKind kind, long? id) => id is { } known ? RowKey.Text(kind, known) : null;

    private static string? RuleOf(AuditRow row) =>
        row.Reason is { } reason ? Reasons.NameOf(reason) : row.Detail;
}
