using Overture.Client.Contract;

namespace Overture.Tests.Client;

public sealed class CancelOperationsTests
{
    private const string Answer = """
        {"success":true,"data":{"cancelled":1,"refused":1,"rows":[{"operation_id":"op_1","status":"cancelled"},
        {"operation_id":"op_2","status":"already_cancelled"},{"operation_id":"op_3","status":"refused",
        "reason":"operation_not_queued","message":"Sent."}]},
        "metadata":{"credits_consumed":0,"timestamp":"2026-05-02T09:00:00Z"}}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_outcome_of_each_row_is_read()
    {
        using var gateway = new CannedGateway().Answer(200, Answer);

        var parameters = new CancelOperationsParams { OperationIds = ["op_1", "op_2", "op_3"] };

        var result = await gateway.Client.Network.CancelOperationsAsync(
            "acc_1", parameters, new() { IdempotencyKey = "key-1" }, Cancellation);

        var data = result.GetOrThrow();
        Assert.Equal((1, 1), (data.Cancelled, data.Refused));
        Assert.Equal(
            [CancelStatus.Cancelled, CancelStatus.AlreadyCancelled, CancelStatus.Refused],
            data.Rows.Select(row => row.Status));
        Assert.Equal(Reason.OperationNotQueued, data.Rows[2].Reason);
        Assert.Equal("key-1", gateway.Requests[0].Headers["Idempotency-Key"]);
        Assert.Equal(
            """{"account_id":"acc_1","action":"cancel_operations","params":{"operation_ids":["op_1","op_2","op_3"]}}""",
            gateway.Requests[0].Body);
    }

    [Fact]
    public async Task The_whole_queue_is_named_by_all()
    {
        using var gateway = new CannedGateway().Answer(200, Answer);

        await gateway.Client.Network.CancelOperationsAsync("acc_1", new() { All = true }, null, Cancellation);

        Assert.Equal(
            """{"account_id":"acc_1","action":"cancel_operations","params":{"all":true}}""", gateway.Requests[0].Body);
    }
}
