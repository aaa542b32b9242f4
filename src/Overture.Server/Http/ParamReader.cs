using System.Globalization;
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
        if (!TryGet(name, out var value)) return null;
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

    /// <summary>True or false, also as text; null when absent.</summary>
    public bool? Flag(string name)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        if (value.ValueKind == JsonValueKind.String && bool.TryParse(value.GetString(), out var flag)) return flag;
        Refuse(new Refusal(Reason.InvalidParameter, $"{name} must be true or false."));
        return null;
    }

    /// <summary>A whole number within bounds, also as text; null when absent.</summary>
    public int? Number(string name, int least, int most)
    {
        if (!TryGet(name, out var value)) return null;
        var isNumber = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt32(out _),
            JsonValueKind.String => int.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            _ => false,
        };
        var number = !isNumber ? 0
            : value.ValueKind == JsonValueKind.Number ? value.GetInt32()
            : int.Parse(value.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (isNumber && number >= least && number <= most) return number;
        Refuse(new Refusal(Reason.InvalidParameter, FormattableString.Invariant(
            $"{name} must be a whole number from {least} to {most}.")));
        return null;
    }

    /// <summary>One of the names of an enum's values; null when absent.</summary>
    public T? Word<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        var text = Text(name, 100);
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (words.TryGetValue(text, out var value)) return value;
        Refuse(new Refusal(Reason.InvalidParameter, $"{name} must be one of: {string.Join(", ", words.Keys)}."));
        return null;
    }

    /// <summary>The elements of an array of 1 to so many; empty when it is refused.</summary>
    public IReadOnlyList<JsonElement> Rows(string name, int most)
    {
        if (!TryGet(name, out var value))
        {
            Refuse(new Refusal(Reason.MissingParameter, $"{name} is required."));
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() is var count && count >= 1 && count <= most)
            return [.. value.EnumerateArray()];
        Refuse(new Refusal(Reason.InvalidParameter, FormattableString.Invariant($"{name} must be an array of 1 to {most} objects.")));
        return [];
    }

    /// <summary>As <see cref="Text"/>; absent or blank is refused.</summary>
    public string RequiredText(string name, int maxLength)
    {
        var text = Text(name, maxLength);
        if (!string.IsNullOrWhiteSpace(text)) return text;
        Refuse(new Refusal(Reason.MissingParameter, $"{name} is required."));
        return "";
    }

    private bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
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
