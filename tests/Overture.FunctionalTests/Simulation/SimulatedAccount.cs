using System.Text.Json.Nodes;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Simulation;

/// <summary>One account of a simulation: who it is, under which limits, and whom it wants to invite.</summary>
internal sealed class SimulatedAccount(int index, SimulationPlan plan)
{
    private static readonly (string Zone, string? Hours)[] Clocks =
    [
        ("UTC", null), ("Europe/Paris", "Mon-Fri 09:00-18:00"), ("America/New_York", "Mon-Fri 08:00-17:30"),
        ("Asia/Tokyo", null), ("Australia/Lord_Howe", "Mon-Sun 06:00-24:00"),
    ];

    // Of a hundred people so many are of a kind; the rest are ordinary.
    private static readonly (int Share, string Behaviour)[] Kinds =
    [
        (8, "--accepts-now"), (8, "--accepts-in-3-days"), (3, "--lost-answer"), (2, "--changed-shape"),
        (2, "--lost-request"), (2, "--not-invitable"), (2, "--email-required"), (2, "--already-connected"),
        (2, "--already-invited"), (1, "--resend-cooldown"),
    ];

    private readonly Random _random = new(plan.Seed + index);

    public string Id { get; set; } = "";

    /// <summary>The id as the database has it.</summary>
    public long Key => RowKey.Parse(RowKind.Account, Id)!.Value;

    /// <summary>Every fifth is premium.</summary>
    public int Member => index % 5 == 0 ? 10 * (index + 1) : (10 * (index + 1)) + 1;

    public bool IsPremium => Member % 10 == 0;

    public string Zone => Clocks[index % Clocks.Length].Zone;

    public string? Hours => Clocks[index % Clocks.Length].Hours;

    public JsonObject Limits => new() { ["time_zone"] = Zone, ["working_hours"] = Hours };

    /// <summary>What is asked of its queue, in order; every sixth has a note.</summary>
    public List<JsonObject> Requests() => [.. Enumerable.Range(0, plan.Queued).Select(_ => Request())];

    /// <summary>Somebody who is to be invited directly, beside the queue.</summary>
    public string NextSlug() => $"person-{(index * 100_000) + ++_person}{Kind()}";

    private int _person;

    private JsonObject Request()
    {
        var request = new JsonObject { ["identifier"] = NextSlug() };
        if (_random.Next(6) == 0) request["message"] = "Good to meet you.";
        return request;
    }

    private string Kind()
    {
        var drawn = _random.Next(100);
        foreach (var (share, behaviour) in Kinds)
        {
            if (drawn < share) return behaviour;
            drawn -= share;
        }

        return "";
    }
}
