using System.Text.Json.Nodes;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

/// <summary>The document describes every path for generators and readers, and its examples work.</summary>
public sealed class OpenApiTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Every_operation_is_described()
    {
        var document = await ReadAsync();

        Assert.StartsWith("3.", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Superset(
            new HashSet<string>
            {
                "/v2/network", "/v2/login", "/v2/accounts", "/v2/accounts/{account_id}", "/v2/credits",
            },
            document["paths"]!.AsObject().Select(path => path.Key).ToHashSet());
        var ids = new HashSet<string>();
        foreach (var (path, operation) in OperationsOf(document))
        {
            Assert.True(ids.Add(operation["operationId"]!.GetValue<string>()), path);
            Assert.NotEmpty(operation["tags"]!.AsArray());
            Assert.NotEmpty(operation["summary"]!.GetValue<string>());
            Assert.Equal(
                path.Split('{').Skip(1).Select(part => part.Split('}')[0]),
                (operation["parameters"]?.AsArray() ?? [])
                    .Where(parameter => parameter!["in"]!.GetValue<string>() == "path")
                    .Select(parameter => parameter!["name"]!.GetValue<string>()));
            var schema = operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
            // A path with several actions answers each in a form of its own.
            Assert.All(schema["anyOf"]?.AsArray().OfType<JsonNode>() ?? [schema], form => Assert.StartsWith(
                "#/components/schemas/SuccessEnvelope", form["$ref"]!.GetValue<string>(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Key_is_required_everywhere()
    {
        var document = await ReadAsync();

        var scheme = document["components"]!["securitySchemes"]!["api_key"]!;
        Assert.Equal(
            ("apiKey", "header", "x-api-key"),
            (scheme["type"]!.GetValue<string>(), scheme["in"]!.GetValue<string>(), scheme["name"]!.GetValue<string>()));
        Assert.Equal("api_key", Assert.Single(document["security"]!.AsArray())!.AsObject().Single().Key);
    }

    [Fact]
    public async Task Every_reference_resolves()
    {
        var document = await ReadAsync();

        foreach (var reference in ReferencesIn(document))
        {
            var target = reference.TrimStart('#', '/').Split('/').Aggregate(document, (node, name) => node?[name]!);
            Assert.True(target is not null, reference);
        }
    }

    [Fact]
    public async Task Every_reason_is_described_with_its_status_where_it_can_occur()
    {
        var document = await ReadAsync();
        var described = OperationsOf(document).SelectMany(pair => pair.Operation["responses"]!.AsObject())
            .Where(response => !response.Key.StartsWith('2'))
            .SelectMany(response => response.Value!["description"]!.GetValue<string>().Split('\n')
                .Where(line => line.Length > 0).Select(line => (response.Key, Name: line.Split('`')[1])))
            .ToHashSet();
        var anywhere = document["info"]!["description"]!.GetValue<string>();

        foreach (var reason in Enum.GetValues<Reason>())
        {
            var name = Reasons.NameOf(reason);
            Assert.True(
                described.Contains(($"{Reasons.Of(reason).Status}", name)) || anywhere.Contains(
                    $"`{name}`", StringComparison.Ordinal),
                $"{name} is not described");
        }

        var names = document["components"]!["schemas"]!["Reason"]!["enum"]!.AsArray()
            .Select(value => value?.GetValue<string>());
        Assert.Equal(Enum.GetValues<Reason>().Select(Reasons.NameOf), names);
    }

    [Fact]
    public async Task Text_properties_have_the_type_string()
    {
        var schemas = (await ReadAsync())["components"]!["schemas"]!;

        Assert.Equal("string", schemas["ErrorCode"]!["type"]!.GetValue<string>());
        Assert.Equal("string", schemas["Metadata"]!["properties"]!["timestamp"]!["type"]!.GetValue<string>());
        Assert.Equal("integer", schemas["Metadata"]!["properties"]!["credits_consumed"]!["type"]!.GetValue<string>());
        Assert.Equal(
            [
                "invitation_urn", "profile_urn", "first_name", "last_name", "headline", "public_identifier",
                "profile_picture_url", "status",
            ],
            schemas["InviteData"]!["properties"]!.AsObject().Select(property => property.Key));
    }

    /// <summary>A generator of typed clients makes one class of each component, and needs a name for it.</summary>
    [Fact]
    public async Task Records_and_enums_of_the_contract_are_components_under_their_own_names()
    {
        var schemas = (await ReadAsync())["components"]!["schemas"]!.AsObject();

        foreach (var action in NetworkActions.All)
        {
            Assert.Equal(Reference(action.Params), Refers(schemas, $"ActionRequestOf{action.Params.Name}", "params"));
            foreach (var answer in action.Answers)
            {
                var envelope = $"SuccessEnvelopeOf{answer.Data.Name}";
                Assert.Equal(Reference(answer.Data), Refers(schemas, envelope, "data"));
                Assert.Equal(Reference(typeof(Metadata)), Refers(schemas, envelope, "metadata"));
            }
        }

        Assert.Equal(Reference(typeof(OperationData)), Refers(schemas, "OperationsData", "items"));
        Assert.Equal(Reference(typeof(Reason)), Refers(schemas, "OperationData", "reason"));
        Assert.All(schemas, schema => Assert.Empty(InlinedIn(schema.Value!)));
    }

    [Fact]
    public async Task Examples_work_unchanged()
    {
        var document = await ReadAsync();
        var tried = 0;
        foreach (var (path, operation) in OperationsOf(document))
        {
            if (operation["requestBody"]?["content"]?["application/json"]?["example"] is not { } example) continue;
            var answer = await fixture.Gateway.PostAsync(path, example.DeepClone());
            Assert.True(answer.Status == 200, answer.Text);
            tried++;
        }

        Assert.Equal(2, tried);
    }

    [Fact]
    public async Task Document_of_another_name_is_an_unknown_path()
    {
        var answer = await fixture.Gateway.GetAsync("/openapi/v1.json");

        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], Reason.UnknownPath);
    }

    private async Task<JsonNode> ReadAsync()
    {
        var answer = await fixture.Gateway.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "/openapi/v2.json"), key: null);
        Assert.Equal(200, answer.Status);
        return answer.Json;
    }

    private static IEnumerable<(string Path, JsonObject Operation)> OperationsOf(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(
            path => path.Value!.AsObject(), (path, operation) => (path.Key, operation.Value!.AsObject()));

    private static string Reference(Type type) => $"#/components/schemas/{type.Name}";

    /// <summary>The component that a property, or each item of it, refers to.</summary>
    private static string? Refers(JsonObject schemas, string component, string property)
    {
        var schema = schemas[component]!["properties"]![property]!;
        return (schema["items"] ?? schema)["$ref"]?.GetValue<string>();
    }

    /// <summary>Properties of a component that have properties or values of their own.</summary>
    private static IEnumerable<string> InlinedIn(JsonNode component) =>
        (component["properties"]?.AsObject() ?? []).Where(property =>
            (property.Value!["items"] ?? property.Value) is JsonObject part
            && (part.ContainsKey("properties") || part.ContainsKey("enum"))).Select(property => property.Key);

    private static IEnumerable<string> ReferencesIn(JsonNode? node) => node switch
    {
        JsonObject named => named.SelectMany(pair =>
            pair.Key == "$ref" ? [pair.Value!.GetValue<string>()] : ReferencesIn(pair.Value)),
        JsonArray list => list.SelectMany(ReferencesIn),
        _ => [],
    };
}
