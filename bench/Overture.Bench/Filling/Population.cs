using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Workspaces;

namespace Overture.Bench.Filling;

/// <summary>
/// Fills a gateway's database with accounts that have working sessions, and with invitations. The rows are those that
/// the gateway would have written had it sent every invitation: <c>check-ledger</c> and <c>verify-audit</c> find no
/// fault.
/// </summary>
/// <param name="accounts">How many accounts, numbered from 1.</param>
/// <param name="inSandbox">
/// Accounts with numbers up to this belong to the sandbox's workspace, the others to three more.
/// </param>
/// <param name="invitations">How many invitations, spread evenly over the accounts.</param>
internal sealed class Population(int accounts, int inSandbox, long invitations)
{
    // As the gateway names them: Data Protection derives the keys of the sessions from both.
    private const string Application = "overture";
    private const string Purpose = "overture.sessions";

    private readonly FilledInvitations _history = new(accounts, inSandbox, invitations);

    /// <summary>Fills a database whose schema and keys the gateway itself has made.</summary>
    public async Task WriteAsync(IBulkWriter database, string keysFolder)
    {
        if (accounts > FilledAccounts.Max) throw new BenchException($"At most {FilledAccounts.Max:N0} accounts.");
        var vault = DataProtectionProvider
            .Create(new DirectoryInfo(keysFolder), protection => protection.SetApplicationName(Application))
            .CreateProtector(Purpose);
        foreach (var table in Workspaces().Concat(Accounts(vault)).Concat(_history.Tables()))
        {
            await database.WriteAsync(table);
        }

        await database.RunAsync(
            $"UPDATE balances SET credits = credits - {SpentBy(0)} WHERE workspace_id = {FilledWorkspace.IdOf(0)}");
    }

    private IEnumerable<Table> Workspaces()
    {
        var start = FilledAccounts.Start.ToUnixTimeMilliseconds();
        var others = Enumerable.Range(1, FilledWorkspace.Others).ToList();
        yield return new Table(
            "workspaces", ["id", "name", "created_at"],
            others.Select(n => new object?[] { FilledWorkspace.IdOf(n), $"Filled {n}", start }));
        yield return new Table(
            "api_keys", ["id", "workspace_id", "name", "hash", "created_at"],
            others.Select(n => new object?[]
            {
                FilledWorkspace.KeyOf(n), FilledWorkspace.IdOf(n), $"Filled {n}",
                ApiKeys.HashOf($"filled-key-{n}"), start,
            }));
        yield return new Table(
            "balances", ["workspace_id", "credits"],
            others.Select(n => new object?[] { FilledWorkspace.IdOf(n), FilledWorkspace.Grant - SpentBy(n) }));
        yield return new Table("ledger", FilledWorkspace.GrantColumns, others.Select(FilledWorkspace.GrantRow));
        yield return new Table(
            "key_usage", ["api_key_id", "workspace_id", "used"],
            Enumerable.Range(0, FilledWorkspace.Others + 1)
                .Where(n => SpentBy(n) > 0)
                .Select(n => new object?[] { FilledWorkspace.KeyOf(n), FilledWorkspace.IdOf(n), SpentBy(n) }));
    }

    private IEnumerable<Table> Accounts(IDataProtector vault)
    {
        var start = FilledAccounts.Start.ToUnixTimeMilliseconds();
        var numbers = Enumerable.Range(1, accounts);
        yield return new Table(
            "accounts",
            ["id", "workspace_id", "platform", "member_id", "name", "is_premium", "epoch", "created_at", "updated_at"],
            numbers.Select(n => new object?[]
            {
                FilledAccounts.KeyOf(n), FilledWorkspace.IdOf(FilledWorkspace.Of(n, inSandbox)),
                (short)Platform.LinkedIn, FilledPeople.KeyOf(n, accounts), $"Member {n}", n % 10 == 0, 0L,
                start + n, start + n,
            }));
        yield return new Table(
            "sessions", ["account_id", "protected_token", "updated_at"],
            numbers.Select(n => new object?[]
            {
                FilledAccounts.KeyOf(n), vault.Protect(Encoding.UTF8.GetBytes(FilledAccounts.TokenOf(n))), start + n,
            }));
    }

    private long SpentBy(int workspace) => _history.SentByWorkspace.GetValueOrDefault(workspace);
}
