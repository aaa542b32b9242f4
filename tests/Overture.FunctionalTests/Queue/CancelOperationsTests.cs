using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Audit;

namespace Overture.FunctionalTests.Queue;

/// <summary>Several operations are cancelled in one call, or everything that waits.</summary>
public sealed class CancelOperationsTests : IAsyncLifetime
{
    private Gateway _gateway = null!;
    private string _account = "";

    public async ValueTask InitializeAsync()
    {
        _gateway = await Gateway.StartAsync();
        _account = await _gateway.ConnectAsync(1_001);
        await _gateway.LimitAsync(_account, ("paused", true));
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Each_id_gets_an_answer_and_what_can_be_cancelled_is()
    {
        var (one, two, kept) = (await QueueAsync(
            "person-1"), await QueueAsync("person-2"), await QueueAsync("person-3"));
        await _gateway.ActAsync(_account, "cancel_operation", new JsonObject { ["operation_id"] = two });

        var answer = await CancelAsync(new JsonObject
        {
            ["operation_ids"] = new JsonArray(one, two, "op_0000000000000", "no id at all", one),
        });

        Assert.Equal((1, 2), (answer.Data["cancelled"]!.GetValue<int>(), answer.Data["refused"]!.GetValue<int>()));
        Assert.Equal(
            [
                $"{one} cancelled", $"{two} already_cancelled", "op_0000000000000 refused unknown_operation",
                "no id at all refused unknown_operation", $"{one} cancelled",
            ],
            answer.Data["rows"]!.AsArray()
                .Select(row => $"{row!["operation_id"]} {row["status"]} {row["reason"]}".TrimEnd()));
        Assert.Equal(
            "The account has no such operation.", answer.Data["rows"]![2]!["message"]!.GetValue<string>());
        Assert.Equal("cancelled", (await _gateway.OperationAsync(_account, one))["status"]!.GetValue<string>());
        Assert.Equal("queued", (await _gateway.OperationAsync(_account, kept))["status"]!.GetValue<string>());
        Assert.Equal(0, answer.CreditsConsumed);
    }

    [Fact]
    public async Task All_that_waits_is_cancelled_and_each_has_its_audit_row()
    {
        for (var person = 1; person <= 40; person++) await QueueAsync($"person-{person}");
        var stranger = await _gateway.ConnectAsync(1_002);
        await _gateway.LimitAsync(stranger, ("paused", true));
        var others = (await _gateway.QueueAsync(stranger, "person-77")).Data["operation_id"]!.GetValue<string>();

        var answer = await CancelAsync(new JsonObject { ["all"] = true });
        var again = await CancelAsync(new JsonObject { ["all"] = true });

        Assert.Equal(40, answer.Data["cancelled"]!.GetValue<int>());
        Assert.Equal((0, 0), (again.Data["cancelled"]!.GetValue<int>(), again.Data["rows"]!.AsArray().Count));
        Assert.Equal("queued", (await _gateway.OperationAsync(stranger, others))["status"]!.GetValue<string>());
        var audit = _gateway.Services.GetRequiredService<AuditCheck>();
        var report = await audit.RunAsync(TestContext.Current.CancellationToken);
        Assert.Empty(report.Faults);
        // Two changes of limits, and 41 that were queued, of which 40 were cancelled.
        Assert.Equal(2 + 41 + 40, report.Rows);
    }

    [Fact]
    public async Task Under_a_key_the_first_answer_comes_again()
    {
        await QueueAsync("person-1");
        var first = await CancelAsync(new JsonObject { ["all"] = true }, key: "request-1");
        await QueueAsync("person-2");

        var second = await CancelAsync(new JsonObject { ["all"] = true }, key: "request-1");

        Assert.Equal(first.Body, second.Body);
        Assert.Equal("true", second.Headers["Idempotency-Replayed"]);
    }

    [Theory]
    [InlineData("{}", "missing_parameter")]
    [InlineData("""{"all":false}""", "missing_parameter")]
    [InlineData("""{"operation_ids":[]}""", "invalid_parameter")]
    [InlineData("""{"operation_ids":[""]}""", "invalid_parameter")]
    [InlineData("""{"operation_ids":[null]}""", "invalid_parameter")]
    [InlineData("""{"operation_ids":"op_1"}""", "invalid_parameter")]
    [InlineData("""{"operation_ids":["op_1"],"all":true}""", "invalid_parameter")]
    [InlineData("""{"all":"yes"}""", "invalid_parameter")]
    [InlineData("""{"ids":["op_1"]}""", "unknown_parameter")]
    public async Task What_names_nothing_or_too_much_is_refused(string parameters, string reason)
    {
        var answer = await _gateway.ActAsync(_account, "cancel_operations", JsonNode.Parse(parameters)!.AsObject());

        Assert.Equal((400, reason), (answer.Status, answer.Reason));
    }

    private async Task<string> QueueAsync(string person) =>
        (await _gateway.QueueAsync(_account, person)).Data["operation_id"]!.GetValue<string>();

    private async Task<Answered> CancelAsync(JsonObject parameters, string? key = null)
    {
        var answer = await _gateway.ActAsync(_account, "cancel_operations", parameters, key);
        Assert.True(answer.Status == 200, answer.Text);
        return answer;
    }
}
