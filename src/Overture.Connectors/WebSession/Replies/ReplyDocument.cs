using System.Text.Json;

namespace Overture.Connectors.WebSession.Replies;

/// <summary>
/// A parsed body in either encoding: normalized (<c>data</c> is a skeleton whose <c>*keys</c> name entities in
/// <c>included</c>) or plain (the same objects nested inline). Entities are found by urn, never by position.
/// </summary>
internal sealed class ReplyDocument : IDisposable
{
    private readonly JsonDocument _document;
    private readonly JsonElement _included;

    private ReplyDocument(JsonDocument document)
    {
        _document = document;
        Root = document.RootElement;
        _included = Root.Get("included");
        Data = Root.Get("data") is { ValueKind: JsonValueKind.Object } data ? data : Root;
    }

    public JsonElement Root { get; }

    /// <summary>The skeleton of a normalized body, or the whole of a plain one.</summary>
    public JsonElement Data { get; }

    /// <summary>The platform's own code for a refusal, from either encoding; null without one.</summary>
    public string? Code => CodeOf(Data) ?? CodeOf(Root);

    /// <summary>True for a body that reports a fault, even with a 2xx status.</summary>
    public bool ReportsFault =>
        ReportsFaultIn(Data) || ReportsFaultIn(Root)
        || ReportsFaultIn(Data.Get("value")) || ReportsFaultIn(Root.Get("value"));

    public static ReplyDocument? TryParse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return new ReplyDocument(JsonDocument.Parse(body));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The included entity with that urn, or an undefined element: references can dangle.</summary>
    public JsonElement Entity(string? urn)
    {
        if (_included.ValueKind != JsonValueKind.Array || string.IsNullOrEmpty(urn)) return default;
        foreach (var entity in _included.EnumerateArray())
        {
            if (entity.Get("entityUrn") is { ValueKind: JsonValueKind.String } name && name.ValueEquals(urn))
            {
                return entity;
            }
        }

        return default;
    }

    /// <summary>The owner's entity under a name: inline, by reference, or under a ResolutionResult spelling.</summary>
    public JsonElement Follow(JsonElement owner, string name)
    {
        ReadOnlySpan<string> spellings = ["*" + name, name, name + "ResolutionResult", "*" + name + "ResolutionResult"];
        foreach (var spelling in spellings)
        {
            if (Resolve(owner.Get(spelling)) is { ValueKind: JsonValueKind.Object } entity) return entity;
        }

        return default;
    }

    /// <summary>The object itself, or the included entity with that urn.</summary>
    public JsonElement Resolve(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? Entity(value.Text()) : value.IsObject() ? value : default;

    /// <summary>The body's elements, each resolved; dangling references are omitted.</summary>
    public IEnumerable<JsonElement> Elements()
    {
        var list = Data.Get("*elements") is { ValueKind: JsonValueKind.Array } urns ? urns : Data.Get("elements");
        return list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(Resolve).Where(JsonShape.IsObject)
            : [];
    }

    public IEnumerable<JsonElement> Included() =>
        _included.ValueKind == JsonValueKind.Array ? _included.EnumerateArray() : [];

    public void Dispose() => _document.Dispose();

    private static string? CodeOf(JsonElement element) =>
        element.Get("code").Text() is { Length: > 0 and <= 64 } code
        && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? code
            : null;

    private static bool ReportsFaultIn(JsonElement element) =>
        element.Get("code").ValueKind != JsonValueKind.Undefined
        || (element.Get("status") is { ValueKind: JsonValueKind.Number } status
            && (!status.TryGetInt32(out var number) || number >= 400))
        || (element.Get("errors") is { ValueKind: JsonValueKind.Array } errors
            ? errors.GetArrayLength() > 0
            : element.Get("errors").ValueKind != JsonValueKind.Undefined);
}
