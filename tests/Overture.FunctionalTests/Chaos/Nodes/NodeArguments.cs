using System.Text;
using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Chaos.Nodes;

/// <summary>What the nodes of a run are told, as an operator would write it: times short enough for a test.</summary>
internal static class NodeArguments
{
    /// <summary>How long the nodes of a cluster trust one of them that is silent.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(3);

    public static IEnumerable<string> For(Uri upstream, IEnumerable<string> more)
    {
        string[] settings =
        [
            "Overture:Sandbox:Enabled=false",
            $"Overture:Connectors:WebSession:BaseAddress={upstream}",
            "Overture:Connectors:WebSession:SendTimeout=00:00:02",
            "Overture:Connectors:WebSession:ReadTimeout=00:00:02",
            "Overture:Connectors:WebSession:ReadRetries=1",
            // A send may begin 4 s late; the slowest the sandbox knows takes 3 s and an injected delay 1 s. The rest is
            // room for a busy machine.
            "Overture:Invitations:AbsenceCountsAfter=00:00:10",
            "Overture:Invitations:FirstCheckAfter=00:00:00.3",
            "Overture:Invitations:MaxCheckPause=00:00:02",
            "Overture:Invitations:ResolveInterval=00:00:00.2",
            "Overture:Accounts:MaxWait=00:00:20",
            "Overture:Http:RequestsPerMinute=1000000",
        ];
        return
        [
            "--environment", "Production", "--Logging:Console:FormatterName=simple",
            "--Logging:Console:FormatterOptions:TimestampFormat=HH:mm:ss.fff ",
            // Whom nodes suspect and call dead.
            "--Logging:LogLevel:Orleans.Runtime.MembershipService=Information",
            .. settings.Concat(more).Select(setting => $"--{setting}"),
        ];
    }

    /// <summary>
    /// Budgets that count and hardly ever close, for a program that has budgets. Many requests of a run meet answers
    /// that the gateway does not know, and there is no operator.
    /// </summary>
    public static IEnumerable<string> LimitsOf(string program)
    {
        // Older programs refuse a setting that they do not know; the names they know stand in them as UTF-16.
        if (File.ReadAllBytes(program).AsSpan().IndexOf(Encoding.Unicode.GetBytes("Overture:Limits")) < 0) return [];
        return
        [
            "--Overture:Limits:BreakerThreshold=1000", "--Overture:Invitations:ClaimsEnabled=false",
            "--Overture:Limits:FreePerDay=10000", "--Overture:Limits:PremiumPerDay=10000",
            "--Overture:Limits:MaxPerDay=10000", "--Overture:Limits:FreePerWeek=70000",
            "--Overture:Limits:PremiumPerWeek=70000", "--Overture:Limits:MaxPerWeek=70000",
            "--Overture:Limits:Pending=100000", "--Overture:Limits:MaxPending=100000",
        ];
    }

    /// <summary>What makes a node one of several.</summary>
    public static IEnumerable<string> InCluster() =>
    [
        "--Overture:Cluster:Mode=PostgreSql", "--Overture:Cluster:Address=127.0.0.1",
        $"--Overture:Cluster:Port={Ports.Take()}", $"--Overture:Cluster:DeadAfter={DeadAfter}",
    ];
}
