using System.Reflection;
using System.Runtime.CompilerServices;
using Overture.Client;
using Overture.Connectors;
using Overture.Sandbox;
using Overture.Server.Hosting;

namespace Overture.Tests.House;

/// <summary>
/// A newcomer finds a type from its name: folder is namespace, file is type, and what is not meant for others is
/// closed.
/// </summary>
public sealed class ShapeTests
{
    private static readonly Assembly[] Assemblies =
        [
            typeof(ServerHost).Assembly, typeof(IConnector).Assembly, typeof(SandboxHost).Assembly,
            typeof(OvertureClient).Assembly,
        ];

    /// <summary>Files named for what their types have in common; each is a part of the wire contract.</summary>
    private static readonly string[] NamedForAPart =
    [
        "src/Overture.Client/Contract/Accounts.cs",
        "src/Overture.Client/Contract/Credits.cs",
        "src/Overture.Client/Contract/DoNotContact.cs",
        "src/Overture.Client/Contract/Envelope.cs",
        "src/Overture.Client/Contract/Limits.cs",
        "src/Overture.Client/Contract/Network.cs",
        "src/Overture.Client/Contract/Queue.cs",
    ];

    /// <summary>Small types that are only understood beside the one that gives the file its name.</summary>
    private static readonly Dictionary<string, string[]> Companions = new()
    {
        ["src/Overture.Client/Contract/Reasons.cs"] = ["ReasonEntry"],
        ["src/Overture.Connectors/Failure.cs"] = ["FailureClass", "FailureStage", "PlatformRefusal", "SessionLoss"],
        ["src/Overture.Connectors/Person.cs"] =
        [
            "OwnProfile", "PersonIdentifier", "Relationship", "RelationshipKind", "SentInvitation",
        ],
        ["src/Overture.Sandbox/Faults/FaultKind.cs"] = ["AnswerLoss"],
        ["src/Overture.Sandbox/Network/Relationship.cs"] = ["RelationshipKind"],
        ["src/Overture.Sandbox/People/Person.cs"] = ["PictureKind"],
        ["src/Overture.Sandbox/People/PersonKey.cs"] = ["PersonKind"],
        ["src/Overture.Sandbox/Voyager/SendDecision.cs"] = ["SendOutcome"],
        ["src/Overture.Sandbox/Voyager/VoyagerSession.cs"] = ["SessionVerdict"],
        ["src/Overture.Server/Accounts/AccountPages.cs"] = ["AccountPage"],
        ["src/Overture.Server/Accounts/Runtime/AccountActionBinding.cs"] = ["IAccountActionBinding"],
        ["src/Overture.Server/Accounts/Upstream/UpstreamPart.cs"] = ["UpstreamOfAccount"],
        ["src/Overture.Server/Actions/ActionBody.cs"] = ["ActionJson"],
        ["src/Overture.Server/Audit/AuditCheck.cs"] = ["AuditReport"],
        ["src/Overture.Server/Credits/CreditStatement.cs"] = ["StatementPage"],
        ["src/Overture.Server/Credits/Ledger.cs"] = ["Payment"],
        ["src/Overture.Server/Credits/LedgerCheck.cs"] = ["LedgerReport"],
        ["src/Overture.Server/Credits/LedgerRow.cs"] = ["LedgerKind"],
        ["src/Overture.Server/DoNotContact/ListChanges.cs"] = ["ListChange"],
        ["src/Overture.Server/Http/RefusesExtensions.cs"] = ["RefusalsMetadata"],
        ["src/Overture.Server/Idempotency/IdempotencyKeys.cs"] = ["KnownRequest"],
        ["src/Overture.Server/Invitations/InvitationState.cs"] = ["InvitationStates"],
        ["src/Overture.Server/Invitations/Sending/InviteDecision.cs"] = ["InviteVerdict"],
        ["src/Overture.Server/Invitations/Sending/InviteIntent.cs"] = ["UnmetIntent"],
        ["src/Overture.Server/Invitations/Sending/InviteRequest.cs"] = ["InviteOrigin", "QueuedOrigin"],
        ["src/Overture.Server/Limits/Breaker.cs"] = ["UnknownAnswer"],
        ["src/Overture.Server/Limits/Budget.cs"] = ["BudgetKind"],
        ["src/Overture.Server/Limits/CooldownRow.cs"] = ["CooldownKind"],
        ["src/Overture.Server/Queue/OperationRow.cs"] = ["OperationState"],
        ["src/Overture.Server/Queue/QueueAdmission.cs"] = ["Admission"],
        ["src/Overture.Server/Growth/RetentionMarkRow.cs"] = ["RetainedKind"],
        ["src/Overture.Server/Queue/QueueIntake.cs"] = ["QueueIntakeResult"],
        ["src/Overture.Server/Queue/QueuePlan.cs"] = ["QueuedItem"],
        ["src/Overture.Server/Storage/CommitResult.cs"] = ["CommitVerdict"],
        ["src/Overture.Server/Storage/ICommitWriter.cs"] = ["UnmetGuard"],
        ["src/Overture.Server/Storage/Postgres/PostgresOvertureDb.cs"] = ["PostgresDesignTime"],
        ["src/Overture.Server/Storage/Postgres/StatementGroups.cs"] = ["StatementGroup", "StatementRow"],
        ["src/Overture.Server/Storage/RowKey.cs"] = ["RowKind"],
        ["src/Overture.Server/Storage/SqlValue.cs"] = ["SqlType"],
        ["src/Overture.Server/Storage/Sqlite/SqliteOvertureDb.cs"] = ["SqliteDesignTime"],
        ["src/Overture.Server/Storage/Statement.cs"] = ["Locks"],
        ["src/Overture.Server/Workspaces/IKeyUsageGrain.cs"] = ["KeyLease"],
    };

    private static IEnumerable<string> Files =>
        Repository.Sources("src").Where(file => Path.GetFileName(file) != "Program.cs");

    private static IEnumerable<string> Tests =>
        Repository.Sources("tests").Where(file => Path.GetFileName(file) != "Program.cs");

    private static IEnumerable<string> Bench =>
        Repository.Sources("bench").Where(file => Path.GetFileName(file) != "Program.cs");

    [Fact]
    public void Folder_is_namespace() => Findings.None(Files.Concat(Tests).Concat(Bench)
        .Select(file => (file, Expected: ExpectedNamespace(file), Found: SourceText.NamespaceOf(Repository.Read(file))))
        .Where(entry => entry.Expected != entry.Found)
        .Select(entry => $"{entry.file} should be in {entry.Expected} and is in {entry.Found}"));

    [Fact]
    public void File_is_type() => Findings.None(Files.Concat(Bench)
        .Except(NamedForAPart)
        .Where(file => !SourceText.TypesOf(Repository.Read(file)).Contains(NameOf(file)))
        .Select(file => $"{file} declares no {NameOf(file)}"));

    [Fact]
    public void A_file_holds_one_type_and_its_listed_companions()
    {
        var found = Files.Except(NamedForAPart)
            .Select(file => (file, Others: SourceText.TypesOf(Repository.Read(file)).Where(type => type != NameOf(file))
                .Order(StringComparer.Ordinal)))
            .Where(entry => entry.Others.Any())
            .Select(entry => $"{entry.file}: {string.Join(", ", entry.Others)}");

        Findings.Same(Companions.Select(entry => $"{entry.Key}: {string.Join(", ", entry.Value)}"), found);
    }

    [Fact]
    public void The_server_shows_nothing_to_the_outside() =>
        Findings.None(typeof(ServerHost).Assembly.GetExportedTypes()
            .Where(type => type.Namespace is { } name
                && name.StartsWith("Overture.Server", StringComparison.Ordinal)
                && !name.EndsWith(".Migrations", StringComparison.Ordinal))
            .Select(type => $"{type} is public"));

    [Fact]
    public void What_nobody_inherits_is_sealed()
    {
        var types = Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsOurs).ToList();
        var inherited = types.Select(type => type.BaseType).OfType<Type>()
            .Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type).ToHashSet();

        Assert.NotEmpty(types);
        Findings.None(types
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !inherited.Contains(type))
            .Select(type => $"{type} is neither sealed nor abstract nor static"));
    }

    private static bool IsOurs(Type type) =>
        type.Namespace is { } name
        && name.StartsWith("Overture.", StringComparison.Ordinal)
        && !name.EndsWith(".Migrations", StringComparison.Ordinal)
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && !type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false);

    private static string NameOf(string file) => Path.GetFileName(file).Split('.')[0];

    private static string ExpectedNamespace(string file) => string.Join('.', file.Split('/')[1..^1]);
}
