using System.Text.Json;

namespace Overture.Sandbox.Control;

/// <summary>The body of a control request: a JSON object, or nothing.</summary>
internal static class JsonBody
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Null when the body is not a JSON object.</summary>
    public static async Task<JsonDocument?> ReadAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[4096];
        for (int read; (read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0;)
        {
            if (bytes.Length + read > MaxBytes)
                return null;
            bytes.Write(chunk, 0, read);
        }

        return Parse(bytes);
    }

    private static JsonDocument? Parse(MemoryStream bytes)
    {
        try
        {
            var document = JsonDocument.Parse(bytes.ToArray());
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text property; false when it is absent, of another kind or not text at all.</summary>
    public static bool TryGetText(JsonElement root, string name, out string text)
    {
        text = "";
        if (!root.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON and yet not text.
            return false;
        }
    }
}
