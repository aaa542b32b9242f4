using System.Text.Json;
using Overture.Server.Idempotency;

namespace Overture.Tests.Idempotency;

public sealed class RequestHashTests
{
    private const string Body = """{"account_id":"a","action":"invite","params":{"identifier":"x","message":"m"}}""";

    [Theory]
    [InlineData(Body)]
    [InlineData("""{ "action":"invite", "params":{"message":"m","identifier":"x"} ,"account_id":"a"}""")]
    [InlineData("""
        {"account_id":"\u0061","action":"invite","params":{"identifier":"x","message":"m","profile_url":null}}
        """)]
    public void The_same_request_has_the_same_hash_in_every_spelling(string body) => Assert.Equal(Of(Body), Of(body));

    [Theory]
    [InlineData("""{"account_id":"b","action":"invite","params":{"identifier":"x","message":"m"}}""")]
    [InlineData("""{"account_id":"a","action":"invite","params":{"identifier":"x","message":"M"}}""")]
    [InlineData("""{"account_id":"a","action":"invite","params":{"identifier":"x"}}""")]
    [InlineData("""{"account_id":"a","action":"invite","params":{"identifier":["x"],"message":"m"}}""")]
    public void Another_request_has_another_hash(string body) => Assert.NotEqual(Of(Body), Of(body));

    private static string Of(string body)
    {
        using var document = JsonDocument.Parse(body);
        return Convert.ToHexString(RequestHash.Of(document.RootElement));
    }
}
