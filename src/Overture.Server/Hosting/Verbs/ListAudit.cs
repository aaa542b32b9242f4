using System.Globalization;
using Overture.Server.Audit;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Hosting.Verbs;

internal sealed class ListAudit : Verb
{
    private static readonly string[] Head =
        ["NUMBER", "AT", "WORKSPACE", "KEY", "ACT", "PERSON", "DECISION", "RULE", "INVITATION", "OPERATION", "NOTE", "HASH"];

    public override string Name => "list-audit";

    public override string Operands => "CHAIN";

    public override string Meaning =>
        $"print the last {AuditTail.Longest.ToString("N0", CultureInfo.InvariantCulture)} rows of an account's audit, or of the chain \"{AuditRow.OperatorChain}\"; between columns stands a tab";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var chain = command.Operands[0];
        var rows = await services.GetRequiredService<AuditTail>().ReadAsync(chain, CancellationToken.None);
        return rows.Count == 0
            ? VerbResult.Refused($"The audit has no chain \"{chain}\"; a chain has the id of its account, or is \"{AuditRow.OperatorChain}\".")
            : VerbResult.Done(string.Join(Environment.NewLine, rows.Select(CellsOf).Prepend(Head).Select(cells => string.Join('\t', cells))));
    }

    private static string[] CellsOf(AuditRow row) =>
    [
        row.Number.ToString(CultureInfo.InvariantCulture),
        // The hash is over the milliseconds, too.
        row.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        .. ((string?[])
            [
                row.WorkspaceId, row.ApiKeyId, row.Act, row.Person, row.Decision, row.Rule, row.InvitationId, row.OperationId, row.NoteHash,
                row.Hash,
            ]).Select(OperatorText.Cell),
    ];
}
