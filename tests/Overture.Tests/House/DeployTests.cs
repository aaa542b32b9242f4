using System.Globalization;
using System.Text.RegularExpressions;
using Overture.Connectors.WebSession;
using Overture.Server.Cluster;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Overture.Tests.House;

/// <summary>What is handed to operators names settings, services and times that the code must know.</summary>
public sealed partial class DeployTests
{
    // The host waits for the longest send, and 30 s more.
    private static readonly TimeSpan LongestStop = new WebSessionOptions().SendTimeout + TimeSpan.FromSeconds(30);

    private static readonly Dictionary<object, object> Compose = ReadCompose();

    [Fact]
    public void Every_setting_that_a_file_for_operators_names_exists()
    {
        var named = Repository.Files
            .Where(file => file.StartsWith("deploy/", StringComparison.Ordinal)
                || file.StartsWith("docs/", StringComparison.Ordinal) || !file.Contains('/', StringComparison.Ordinal))
            .SelectMany(file => Setting().Matches(Repository.Read(file))
                .Select(match => (file, Key: match.Value.Replace("__", ":", StringComparison.Ordinal))))
            .ToList();

        Assert.Contains(named, entry => entry.file == "deploy/compose.yaml");
        Assert.Contains(named, entry => entry.file == "deploy/overture.service");
        Assert.Contains(named, entry => entry.file == "docs/operations.md");
        Findings.None(named
            .Where(entry => !Option.All.Any(option => IsNamedBy(entry.Key, option)))
            .Select(entry => $"{entry.file}: {entry.Key} is no setting"));
    }

    [Fact]
    public void The_compose_file_runs_three_nodes_that_differ_in_their_address_alone()
    {
        var nodes = Nodes.Select(name => Environment(name)).ToList();

        Assert.Equal(3, nodes.Count);
        Assert.Equal(3, nodes.Select(node => node["Overture__Cluster__Address"]).Distinct().Count());
        Assert.Single(
            nodes.Select(node => string.Join('\n', node.Where(pair => pair.Key != "Overture__Cluster__Address")
                .Select(pair => $"{pair.Key}={pair.Value}").Order())).Distinct());
        Assert.All(nodes, node => Assert.Equal($"{ClusterMode.PostgreSql}", node["Overture__Cluster__Mode"]));
        foreach (var name in Nodes)
        {
            var networks = (Dictionary<object, object>)Service(name)["networks"];
            Assert.Equal(
                Environment(name)["Overture__Cluster__Address"],
                ((Dictionary<object, object>)networks["nodes"])["ipv4_address"]);
        }
    }

    [Fact]
    public void The_balancer_knows_every_node_and_the_sandbox_is_carried_to_each()
    {
        var balancer = Environment("balancer");
        var servers = ServerLine().Matches(Repository.Read("deploy/haproxy.cfg"))
            .Select(line => balancer[line.Groups["variable"].Value]);
        var relays = Services.Keys.Where(name => name.StartsWith("relay", StringComparison.Ordinal))
            .Select(name => Service(name)["network_mode"]);

        Assert.Equal(Nodes.Select(node => $"{node}:8080"), servers);
        Assert.Equal(Nodes.Select(node => $"service:{node}"), relays);
    }

    [Fact]
    public void Whoever_stops_a_gateway_waits_longer_than_it_needs()
    {
        var unit = Repository.Read("deploy/overture.service");
        var seconds = Nodes.Select(name => (string)Service(name)["stop_grace_period"])
            .Append(Regex.Match(unit, "TimeoutStopSec=(.*)").Groups[1].Value)
            .Select(text => int.Parse(text.TrimEnd('s'), CultureInfo.InvariantCulture));

        Assert.All(seconds, time => Assert.InRange(time, LongestStop.TotalSeconds + 5, 2 * LongestStop.TotalSeconds));
    }

    [Fact]
    public void Every_variable_that_the_compose_file_needs_stands_in_the_example()
    {
        var needed = Variable().Matches(Repository.Read("deploy/compose.yaml"))
            .Select(match => match.Groups["name"].Value).Distinct();
        var given = Repository.Read("deploy/.env.example")
            .Split('\n').Select(line => line.TrimStart('#').Split('=')[0]).ToList();

        Findings.None(needed.Except(given).Select(name => $"deploy/.env.example does not name {name}"));
    }

    [Fact]
    public void The_installed_service_takes_no_published_key_and_is_bounded()
    {
        var unit = Repository.Read("deploy/overture.service").Split('\n');

        foreach (var line in (string[])
            [
                "Environment=OVERTURE__SANDBOX__KEYENABLED=false", "ProcSubset=pid", "PrivateUsers=yes",
                "CapabilityBoundingSet=", "MemoryMax=2G", "TasksMax=512",
            ])
        {
            Assert.Contains(line, unit);
        }
    }

    [Fact]
    public void Every_container_has_limits_and_no_new_privileges() => Findings.None(
        from name in Services.Keys
        from key in (string[])["mem_limit", "pids_limit", "security_opt"]
        where !Service(name).ContainsKey(key)
        select $"deploy/compose.yaml: {name} has no {key}");

    [Fact]
    public void The_single_container_is_run_as_bounded_as_those_of_the_compose_file()
    {
        var run = Repository.Read("deploy/README.md").Split("docker run")[1].Split("```")[0];

        foreach (var option in (string[])
            ["--read-only", "--cap-drop ALL", "no-new-privileges", "--memory ", "--pids-limit ", "--ulimit core=0"])
        {
            Assert.Contains(option, run, StringComparison.Ordinal);
        }
    }

    private static Dictionary<string, object> Services =>
        ((Dictionary<object, object>)Compose["services"]).ToDictionary(pair => (string)pair.Key, pair => pair.Value);

    private static IEnumerable<string> Nodes =>
        Services.Keys.Where(name => name.StartsWith("node", StringComparison.Ordinal)).Order();

    private static Dictionary<string, object> Service(string name) =>
        ((Dictionary<object, object>)Services[name]).ToDictionary(pair => (string)pair.Key, pair => pair.Value);

    private static Dictionary<string, string> Environment(string service) =>
        ((Dictionary<object, object>)Service(service)["environment"]).ToDictionary(
            pair => (string)pair.Key, pair => (string)pair.Value);

    /// <summary>A section may be named as a whole: <c>Overture:Telemetry</c>.</summary>
    private static bool IsNamedBy(string key, Option option) =>
        key.Equals(option.Key, StringComparison.OrdinalIgnoreCase)
        || key.Equals(option.Section, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<object, object> ReadCompose()
    {
        var parser = new MergingParser(new Parser(new StringReader(Repository.Read("deploy/compose.yaml"))));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(parser);
    }

    [GeneratedRegex(@"\bOverture(?:(?:__|:)[A-Za-z]+)+", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();

    [GeneratedRegex("""^\s+server \S+ "\$\{(?<variable>\w+)\}"$""", RegexOptions.Multiline)]
    private static partial Regex ServerLine();

    [GeneratedRegex(@"\$\{(?<name>\w+)")]
    private static partial Regex Variable();
}
