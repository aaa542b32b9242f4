using System.Text.Json;
using Overture.Client.Contract;

namespace Overture.Server.Http;

/// <summary>
/// Reads named values from a JSON object leniently (null and absent are the same) and strictly (a name that is not known is
/// refused, with the nearest one that is). The first refusal is kept; reading on after it is harmless.
/// </summary>
internal sealed class ParamReader
{
    private readonly JsonElement _object;

    public ParamReader(JsonElement parameters, string where, params ReadOnlySpan<string> known)
    {
        _object = parameters;
        if (parameters.ValueKind != JsonValueKind.Object) return;
        foreach (var property in parameters.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null || known.Contains(property.Name)) continue;
            Refusal = Unknown(where, property.Name, known);
            return;
        }
    }

    /// <summary>Why the object cannot be used, if it cannot.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The text, or null when absent. A blank one is returned as it is.</summary>
    public string? Text(string name, int maxLength)
    {
        if (_object.ValueKind != JsonValueKind.Object
            || !_object.TryGetProperty(name, out var value)
            || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String)
        {
            Refuse(new Refusal(Reason.InvalidParameter, $"{name} must be a string."));
            return null;
        }

        var text = value.GetString()!;
        // No database keeps U+0000 in a text, and no name or note has one.
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            Refuse(new Refusal(Reason.InvalidParameter, $"{name} has a character that no text has (U+0000)."));
            return null;
        }

        if (text.Length <= maxLength) return text;
        Refuse(new Refusal(Reason.InvalidParameter, FormattableString.Invariant(
            $"{name} is longer than the {maxLength} characters accepted.")));
        return null;
    }

    /// <summary>As <see cref="Text"/>; absent or blank is refused.</summary>
    public string RequiredText(string name, int maxLength)
    {
        var text = Text(name, maxLength);
        if (!string.IsNullOrWhiteSpace(text)) return text;
        Refuse(new Refusal(Reason.MissingParameter, $"{name} is required."));
        return "";
    }

    private void Refuse(Refusal refusal) => Refusal ??= refusal;

    private static Refusal Unknown(string where, string name, ReadOnlySpan<string> known)
    {
        var nearest = Spelling.Nearest(name, known);
        var hint = nearest is null ? $"Known: {string.Join(", ", known.ToArray())}." : $"Did you mean {nearest}?";
        // What a caller wrote is echoed only when it looks like a name.
        var shown = name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
            ? $"\"{name}\"" : "A name";
        return new Refusal(Reason.UnknownParameter, $"{shown} is not known in {where}. {hint}")
        {
            Details = nearest is null ? null : new Dictionary<string, string> { ["nearest"] = nearest },
        };
    }
}
