using System.Reflection;
using Microsoft.Extensions.Logging;
using Overture.Client;
using Overture.Connectors;
using Overture.Sandbox;
using Overture.Server.Hosting;

namespace Overture.Tests.House;

/// <summary>An operator searches the log by event: each has one number and one name.</summary>
public sealed class LogEventTests
{
    private static readonly Assembly[] Assemblies =
        [
            typeof(ServerHost).Assembly, typeof(IConnector).Assembly, typeof(SandboxHost).Assembly,
            typeof(OvertureClient).Assembly,
        ];

    private static readonly List<(string Method, LoggerMessageAttribute Event)> Events =
    [
        .. from assembly in Assemblies
           from type in assembly.GetTypes()
           from method in type.GetMethods(
               BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public
               | BindingFlags.NonPublic)
           let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
           where attribute is not null
           select ($"{type.Name}.{method.Name}", attribute),
    ];

    [Fact]
    public void There_are_events_to_look_at() => Assert.True(Events.Count >= 5, "No generated log method was found.");

    [Fact]
    public void An_event_number_is_used_once() => Findings.None(Events
        .GroupBy(entry => entry.Event.EventId)
        .Where(group => group.Count() > 1 || group.Key <= 0)
        .Select(group => $"{group.Key}: {string.Join(", ", group.Select(entry => entry.Method))}"));

    [Fact]
    public void An_event_name_is_used_once_and_well_formed() => Findings.None(Events
        .GroupBy(entry => entry.Event.EventName ?? "")
        .Where(group => group.Count() > 1
            || !System.Text.RegularExpressions.Regex.IsMatch(group.Key, @"^[a-z]+\.[a-z]+(_[a-z]+)*$"))
        .Select(group => $"\"{group.Key}\": {string.Join(", ", group.Select(entry => entry.Method))}"));
}
