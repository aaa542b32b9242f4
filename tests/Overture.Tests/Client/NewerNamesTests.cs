using System.Text.Json;
using Overture.Client;
using Overture.Client.Contract;

namespace Overture.Tests.Client;

/// <summary>A newer gateway may send names that this client does not know.</summary>
public sealed class NewerNamesTests
{
    public static TheoryData<Type> TolerantEnums =>
    [
        .. typeof(Reason).Assembly.GetExportedTypes()
            .Where(type => type.IsEnum && Enum.GetName(type, Enum.ToObject(type, 0)) == "Unknown"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unknown_status_is_read_as_unknown()
    {
        var operation = await ReadOperationAsync("\"status\":\"teleported\",\"reason\":\"too_far\"");

        Assert.Equal(OperationStatus.Unknown, operation.Status);
        Assert.Null(operation.Reason);
    }

    [Theory]
    [InlineData("\"SENT\"")]
    [InlineData("3")]
    [InlineData("{\"name\":\"sent\"}")]
    public async Task A_name_in_another_spelling_or_form_is_unknown(string status) =>
        Assert.Equal(OperationStatus.Unknown, (await ReadOperationAsync($"\"status\":{status}")).Status);

    [Fact]
    public async Task A_null_status_throws() =>
        await Assert.ThrowsAsync<OvertureException>(() => ReadOperationAsync("\"status\":null"));

    [Theory]
    [InlineData("\"accepted\"", InviteStatus.Accepted)]
    [InlineData("\"refined\"", InviteStatus.Unknown)]
    [InlineData("null", null)]
    public void An_optional_status_can_be_known_unknown_or_absent(string json, InviteStatus? status) =>
        Assert.Equal(status, JsonSerializer.Deserialize(json, AnswerJson.TypeOf<InviteStatus?>()));

    [Theory]
    [MemberData(nameof(TolerantEnums))]
    public void Every_value_has_its_snake_case_name_in_both_directions(Type type)
    {
        foreach (var value in Enum.GetValues(type))
        {
            var json = JsonSerializer.Serialize(value, ContractJson.Default.GetTypeInfo(type)!);
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()!);

            Assert.Equal($"\"{name}\"", json);
            Assert.Equal(value, JsonSerializer.Deserialize(json, AnswerJson.TypeOf(type)));
        }
    }

    [Fact]
    public async Task A_status_travels_by_its_name()
    {
        using var gateway = new CannedGateway().Answer(200, "{}");

        await Assert.ThrowsAsync<OvertureException>(() => gateway.Client.Network.ListOperationsAsync(
            "acc_1", new() { Status = OperationStatus.AlreadyConnected, Count = 3 }, Cancellation));

        Assert.Equal(
            """{"account_id":"acc_1","action":"list_operations","params":{"status":"already_connected","count":3}}""",
            gateway.Requests[0].Body);
    }

    private static async Task<OperationData> ReadOperationAsync(string status)
    {
        using var gateway = new CannedGateway().Answer(200, $$"""
            {"success":true,"data":{ {{status}},"operation_id":"op_1","person":"jane","attempts":1,
            "created_at":"2026-05-02T09:00:00Z","updated_at":"2026-05-02T09:00:00Z"},
            "metadata":{"credits_consumed":0,"timestamp":"2026-05-02T09:00:00Z"} }
            """);
        var result = await gateway.Client.Network.GetOperationAsync("acc_1", "op_1", Cancellation);
        return result.GetOrThrow();
    }
}
