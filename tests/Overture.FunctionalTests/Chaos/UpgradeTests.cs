using Overture.FunctionalTests.Chaos.Nodes;
using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Chaos;

/// <summary>
/// Nodes of another version are replaced by this one's, one after the other and under load, and then back again;
/// <c>./chaos --upgrade</c> builds the other version and names it.
/// </summary>
public sealed class UpgradeTests
{
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(6);

    [Fact(Explicit = true)]
    public Task One_request_one_invitation_one_credit_while_two_versions_serve_side_by_side()
    {
        var other = Environment.GetEnvironmentVariable("CHAOS_OTHER_SERVER")
            ?? throw new InvalidOperationException(
                "CHAOS_OTHER_SERVER must name the other version's server; ./chaos --upgrade sets it.");
        var plan = ChaosPlan.OfAClusterFromEnvironment();
        return ChaosTests.SurviveAsync(
            plan with { Form = plan.Form with { Program = other, Spares = 0 }, MeetsEveryKind = false },
            (land, cancellationToken) => ThereAndBackAsync(land, other, cancellationToken));
    }

    private static async Task ThereAndBackAsync(Landscape land, string other, CancellationToken cancellationToken)
    {
        await Task.Delay(Together, TimeProvider.System, cancellationToken);
        foreach (var node in land.Nodes)
        {
            await ReplaceAsync(land, node, Binaries.Gateway, "replaced by this version", cancellationToken);
        }

        try
        {
            foreach (var node in land.Nodes)
            {
                await ReplaceAsync(land, node, other, "replaced by the other", cancellationToken);
            }

            Console.WriteLine("Back again: the other version's nodes work on this version's database.");
        }
        catch (InvalidOperationException exception)
        {
            // Nobody promises it: migrations go forward only.
            Console.WriteLine(
                $"Back again: the other version does not start on this version's database: {exception.Message}");
            foreach (var node in land.Nodes.Where(node => !node.IsUp))
            {
                node.Program = Binaries.Gateway;
                await node.ReviveAsync(cancellationToken);
            }
        }
    }

    private static async Task ReplaceAsync(
        Landscape land, Node node, string program, string kind, CancellationToken cancellationToken)
    {
        using (land.Outages.Begin(kind))
        {
            await node.StopAsync(cancellationToken);
            node.Program = program;
            await node.StartAsync(cancellationToken);
        }

        await Task.Delay(Together, TimeProvider.System, cancellationToken);
    }
}
