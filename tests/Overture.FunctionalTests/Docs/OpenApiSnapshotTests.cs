using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Docs;

/// <summary>What callers may rely on is a file under version control, so a change of it is seen in review.</summary>
public sealed class OpenApiSnapshotTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    [Fact]
    public async Task The_document_on_record_is_the_one_that_the_server_gives()
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.GetAsync("/openapi/v2.json");

        Assert.Equal(200, answer.Status);
        // The one part that depends on where the server listens.
        answer.Json["servers"] = new JsonArray(new JsonObject { ["url"] = "http://127.0.0.1:8080/" });
        RepositoryFile.IsCurrent("docs/api/openapi.json", answer.Json.ToJsonString(Readable) + "\n");
    }
}
