using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Overture.Bench.Driving;

namespace Overture.Bench.Filling;

/// <summary>
/// A past for a gateway's database: accounts with working sessions, and invitations with people and ledger entries as they
/// would stand there had all been sent through it.
/// </summary>
internal sealed class Population(int accounts, long invitations)
{
    private const long Start = 1_767_225_600_000;
    private const long Grant = 1_000_000_000_000;
    private const int OtherWorkspaces = 3;

    private readonly long _people = Math.Max(1_000, invitations / 2);

    /// <summary>Accounts with numbers up to this belong to the sandbox's workspace, the others to three further ones.</summary>
    public int InSandbox { get; init; } = int.MaxValue;

    /// <summary>Fills a database whose schema and keys the gateway itself has made.</summary>
    public async Task WriteAsync(IBulkWriter database, string keysFolder)
    {
        var vault = DataProtectionProvider
            .Create(new DirectoryInfo(keysFolder), protection => protection.SetApplicationName("overture"))
            .CreateProtector("overture.sessions");
        foreach (var table in Workspaces().Concat(Accounts(vault)).Concat(Invitations())) await database.WriteAsync(table);
        await database.RunAsync($"UPDATE balances SET credits = credits - {SpentBy(0)} WHERE workspace_id = 'ws_sandbox'");
    }

    private IEnumerable<Table> Workspaces()
    {
        var others = Enumerable.Range(1, OtherWorkspaces).ToList();
        yield return new Table("workspaces", ["id", "name", "created_at"],
            others.Select(n => new object?[] { WorkspaceId(n), $"Filled {n}", Start }));
        yield return new Table("api_keys", ["id", "workspace_id", "name", "hash", "created_at"],
            others.Select(n => new object?[] { KeyId(n), WorkspaceId(n), $"Filled {n}", HashOf($"filled-key-{n}"), Start }));
        yield return new Table("balances", ["workspace_id", "credits"],
            others.Select(n => new object?[] { WorkspaceId(n), Grant - SpentBy(n) }));
        yield return new Table("ledger", ["workspace_id", "kind", "amount", "created_at"],
            others.Select(n => new object?[] { WorkspaceId(n), "grant", Grant, Start }));
    }

    private IEnumerable<Table> Accounts(IDataProtector vault)
    {
        var numbers = Enumerable.Range(1, accounts);
        yield return new Table(
            "accounts",
            ["id", "workspace_id", "platform", "member_id", "name", "is_premium", "epoch", "created_at", "updated_at"],
            numbers.Select(n => new object?[]
            {
                InviteScript.AccountId(n), WorkspaceId(WorkspaceOf(n)), "linkedin", MemberId(n, accounts), $"Member {n}",
                n % 10 == 0, 0L, Start + n, Start + n,
            }));
        yield return new Table("sessions", ["account_id", "protected_token", "updated_at"],
            numbers.Select(n => new object?[] { InviteScript.AccountId(n), vault.Protect($"sandbox-{n}"), Start + n }));
    }

    private IEnumerable<Table> Invitations()
    {
        if (invitations == 0) yield break;
        yield return new Table(
            "people", ["member_id", "public_identifier", "first_name", "last_name", "headline", "picture_url", "seen_at"],
            Numbers(_people).Select(n => new object?[]
            {
                MemberId(n, _people), $"filled-{n}", "Aoife", "Johansson", "Research Fellow at Meridian Travel",
                "https://media.licdn.com/dms/image/v2/D4E03AQfd0b5bbc6a3bd2e8/profile-displayphoto-shrink_200_200/0/1517757008397",
                Start,
            }));
        yield return new Table(
            "invitations",
            [
                "id", "workspace_id", "account_id", "person_id", "api_key_id", "state", "number", "reason", "price",
                "created_at", "updated_at", "checks",
            ],
            Numbers(invitations).Select(Invitation));
        yield return new Table(
            "ledger", ["workspace_id", "api_key_id", "invitation_id", "kind", "amount", "created_at"],
            Numbers(invitations).SelectMany(Payments));
    }

    private object?[] Invitation(long n)
    {
        var account = AccountOf(n);
        var workspace = WorkspaceOf(account);
        var isSent = IsSent(n);
        return
        [
            InvitationId(n), WorkspaceId(workspace), InviteScript.AccountId(account),
            // A stride keeps the people of one account apart from those of its neighbours.
            MemberId(n * 7919 % _people, _people), KeyId(workspace), StateOf(n), isSent ? 1_000_000 + n : null,
            isSent ? null : "not_invitable", 1, Start + n, Start + n, 0,
        ];
    }

    private IEnumerable<object?[]> Payments(long n)
    {
        var workspace = WorkspaceOf(AccountOf(n));
        object?[] Entry(string kind, long amount) =>
            [WorkspaceId(workspace), KeyId(workspace), InvitationId(n), kind, amount, Start + n];
        yield return Entry("reserve", -1L);
        yield return IsSent(n) ? Entry("commit", 0L) : Entry("release", 1L);
    }

    private long SpentBy(int workspace) => Numbers(invitations).LongCount(n => IsSent(n) && WorkspaceOf(AccountOf(n)) == workspace);

    private int AccountOf(long n) => 1 + (int)(n * accounts / invitations);

    private int WorkspaceOf(int account) => account <= InSandbox ? 0 : 1 + (account % OtherWorkspaces);

    private static bool IsSent(long n) => n % 20 != 19;

    private static string StateOf(long n) => (n % 20) switch
    {
        < 12 => "accepted",
        < 17 => "pending",
        < 19 => "closed",
        _ => "refused",
    };

    private static string WorkspaceId(int n) => n == 0 ? "ws_sandbox" : $"ws_filled_{n}";

    private static string KeyId(int n) => n == 0 ? "key_sandbox" : $"key_filled_{n}";

    private static string InvitationId(long n) => $"inv_{n:D32}";

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Ids as long and as scattered as the sandbox's, but rising with the number, so that an index is filled in order.</summary>
    private static string MemberId(long number, long of)
    {
        Span<byte> id = stackalloc byte[25];
        BinaryPrimitives.WriteUInt64BigEndian(id, ulong.MaxValue / (ulong)of * (ulong)number);
        BinaryPrimitives.WriteInt64BigEndian(id[8..], number);
        return $"ACoAA{Base64Url.EncodeToString(id)}";
    }

    private static IEnumerable<long> Numbers(long count)
    {
        for (var n = 0L; n < count; n++) yield return n;
    }
}
