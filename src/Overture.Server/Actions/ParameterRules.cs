using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Actions;

/// <summary>What the attributes of a contract record say about its values, and how a fault is put into words.</summary>
internal sealed class ParameterRules
{
    private readonly Rule[] _rules;
    private readonly string[] _names;

    public ParameterRules(JsonTypeInfo type)
    {
        _rules = [.. type.Properties.Where(property => property.Set is not null || property.IsRequired)
            .Select(property => new Rule(type.Type, property))];
        _names = [.. _rules.Select(rule => rule.Name)];
    }

    /// <summary>A name that is not known, or a required one that is missing.</summary>
    public Refusal? FaultOfNames(JsonElement element, string where)
    {
        var isObject = element.ValueKind == JsonValueKind.Object;
        if (isObject)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (property.Value.ValueKind != JsonValueKind.Null && !_names.Contains(property.Name))
                {
                    return Unknown(where, property.Name);
                }
            }
        }

        foreach (var rule in _rules)
        {
            if (!rule.IsRequired) continue;
            if (!isObject || !element.TryGetProperty(rule.Name, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                return Missing(rule.Name);
            }
        }

        return null;
    }

    /// <summary>A value outside of its bounds.</summary>
    public Refusal? FaultOfValues(object bound)
    {
        foreach (var rule in _rules)
        {
            if (rule.FaultOf(bound) is { } fault) return fault;
        }

        return null;
    }

    /// <summary>What the value at a JSON path must be.</summary>
    public Refusal FaultAt(string? path)
    {
        var name = path is null ? "" : path.TrimStart('$', '.').Split('.', '[')[0];
        return Array.Find(_rules, rule => rule.Name == name) is { } rule
            ? rule.WrongType
            : Refusal.Invalid("The parameters cannot be read.");
    }

    private Refusal Unknown(string where, string name)
    {
        var nearest = Spelling.Nearest(name, _names);
        var hint = nearest is not null ? $"Did you mean {nearest}?"
            : _names.Length == 0 ? "It takes none."
            : $"Known: {string.Join(", ", _names)}.";
        // What a caller wrote is echoed only when it looks like a name.
        var shown = name.Length is > 0 and <= 64
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
            ? $"\"{name}\"" : "A name";
        return new Refusal(Reason.UnknownParameter, $"{shown} is not known in {where}. {hint}")
        {
            Details = nearest is null ? null : new Dictionary<string, string> { ["nearest"] = nearest },
        };
    }

    private static Refusal Missing(string name) => new(Reason.MissingParameter, $"{name} is required.");

    /// <summary>One property: how it is read, and its bounds.</summary>
    private sealed class Rule
    {
        private readonly Func<object, object?> _get;
        private readonly StringLengthAttribute? _text;
        private readonly RangeAttribute? _range;
        private readonly LengthAttribute? _length;
        private readonly Type _type;

        public Rule(Type owner, JsonPropertyInfo property)
        {
            var member = owner.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Single(candidate => JsonNamingPolicy.SnakeCaseLower.ConvertName(candidate.Name) == property.Name);
            _get = property.Get ?? member.GetValue;
            _type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            _text = member.GetCustomAttribute<StringLengthAttribute>();
            _range = member.GetCustomAttribute<RangeAttribute>();
            _length = member.GetCustomAttribute<LengthAttribute>();
            Name = property.Name;
            IsRequired = property.IsRequired;
        }

        public string Name { get; }

        public bool IsRequired { get; }

        public Refusal WrongType => Refusal.Invalid(_type switch
        {
            _ when _type == typeof(string) => $"{Name} must be a string.",
            _ when _type == typeof(bool) => $"{Name} must be true or false.",
            _ when _type == typeof(int) => string.Create(
                CultureInfo.InvariantCulture, $"{Name} must be a whole "
                    + $"number{(_range is null ? "" : $" from {_range.Minimum} to {_range.Maximum}")}."),
            { IsEnum: true } => $"{Name} must be one of: {string.Join(", ", LenientEnumConverter.NamesOf(_type))}.",
            _ when typeof(IEnumerable).IsAssignableFrom(_type) => WrongList,
            _ => $"{Name} cannot be read.",
        });

        private string WrongList
        {
            get
            {
                var items = _type.GenericTypeArguments is [var item] && item == typeof(string) ? "strings" : "objects";
                return _length is null
                    ? $"{Name} must be an array of {items}."
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Name} must be an array of {_length.MinimumLength} to {_length.MaximumLength} {items}.");
            }
        }

        public Refusal? FaultOf(object bound) => _get(bound) switch
        {
            string text => FaultOfText(text),
            int number when _range is not null && !_range.IsValid(number) => WrongType,
            ICollection list when _length is not null
                && (list.Count < _length.MinimumLength || list.Count > _length.MaximumLength) =>
                WrongType,
            IEnumerable<string> texts => texts.Select(FaultOfText).FirstOrDefault(fault => fault is not null),
            _ => null,
        };

        private Refusal? FaultOfText(string? text)
        {
            if (text is null) return WrongType;
            // No database stores a NUL character in a text, and no name or note has one.
            if (text.Contains('\0', StringComparison.Ordinal))
            {
                return Refusal.Invalid($"{Name} contains a NUL character.");
            }

            if (IsRequired && string.IsNullOrWhiteSpace(text)) return Missing(Name);
            return _text is not null && text.Length > _text.MaximumLength
                ? Refusal.Invalid(FormattableString.Invariant(
                    $"{Name} is longer than the {_text.MaximumLength} characters accepted."))
                : null;
        }
    }
}
