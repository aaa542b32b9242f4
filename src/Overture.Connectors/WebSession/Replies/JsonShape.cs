using System.Text;
using System.Text.Json;

namespace Overture.Connectors.WebSession.Replies;

/// <summary>Reads JSON of uncertain shape, and describes a shape without its values.</summary>
internal static class JsonShape
{
    private const int MaxSample = 500;
    private const int MaxKey = 48;
    private const int MaxDepth = 6;

    /// <summary>The named member; an undefined element if it is absent or null, or if this is not an object.</summary>
    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : default;

    public static bool IsObject(this JsonElement element) => element.ValueKind == JsonValueKind.Object;

    public static bool IsTrue(this JsonElement element) => element.ValueKind == JsonValueKind.True;

    /// <summary>The string, or null for any other kind.</summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Text cut in the middle of an emoji contains a lone surrogate. The rest of the answer is still usable.
            return "";
        }
    }

    /// <summary>Key names and kinds of a body, such as <c>{data:{$type:s,value:{…}}}</c>; never a value.</summary>
    public static string Describe(JsonElement element)
    {
        var sample = new StringBuilder();
        Append(sample, element, 0);
        return sample.Length <= MaxSample ? sample.ToString() : sample.ToString(0, MaxSample - 1) + "…";
    }

    private static void Append(StringBuilder sample, JsonElement element, int depth)
    {
        if (sample.Length > MaxSample) return;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(sample, element, depth);
                break;
            case JsonValueKind.Array:
                AppendArray(sample, element, depth);
                break;
            case JsonValueKind.String:
                sample.Append('s');
                break;
            case JsonValueKind.Number:
                sample.Append('n');
                break;
            case JsonValueKind.True or JsonValueKind.False:
                sample.Append('b');
                break;
            default:
                sample.Append("null");
                break;
        }
    }

    private static void AppendObject(StringBuilder sample, JsonElement element, int depth)
    {
        if (depth == MaxDepth)
        {
            sample.Append("{…}");
            return;
        }

        var separator = '{';
        foreach (var property in element.EnumerateObject())
        {
            if (sample.Length > MaxSample) return;
            sample.Append(separator).Append(Key(property.Name)).Append(':');
            Append(sample, property.Value, depth + 1);
            separator = ',';
        }

        sample.Append(separator == '{' ? "{}" : "}");
    }

    private static void AppendArray(StringBuilder sample, JsonElement element, int depth)
    {
        sample.Append('[').Append(element.GetArrayLength());
        if (element.GetArrayLength() > 0)
        {
            sample.Append(' ');
            Append(sample, element[0], depth + 1);
        }

        sample.Append(']');
    }

    // The keys of a map by person or text would be values.
    private static string Key(string name) =>
        name.Length is > 0 and <= MaxKey && name.All(c => char.IsAsciiLetter(c) || c is '$' or '*' or '.' or '_')
            ? name
            : "?";
}
