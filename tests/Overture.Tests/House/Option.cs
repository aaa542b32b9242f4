using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Overture.Server.Hosting;

namespace Overture.Tests.House;

/// <summary>One setting, as its class declares it.</summary>
internal sealed record Option(string Section, PropertyInfo Property)
{
    public static IReadOnlyList<Option> All { get; } =
    [
        .. from entry in Settings.All
           from property in entry.Options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where property.CanWrite
           select new Option(entry.Section, property),
    ];

    public string Key => $"{Section}:{Property.Name}";

    public string EnvironmentName => Key.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant();

    public object? Default => Property.GetValue(Activator.CreateInstance(Property.DeclaringType!));

    public string DefaultText => Text(Default);

    public string Meaning => XmlSummaries.Of(Property) ?? "";

    public string RangeText => Property.GetCustomAttribute<RangeAttribute>() is { } range
        ? $"{Text(range.Minimum)} to {Text(range.Maximum)}"
        : Property.PropertyType == typeof(bool) ? "true, false"
        : Property.IsDefined(typeof(RequiredAttribute)) ? "not empty" : "–";

    public static string Text(object? value) => value switch
    {
        null => "none",
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture).TrimZeros(),
        bool flag => flag ? "true" : "false",
        Uri address => address.OriginalString,
        double number => number.ToString("0", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}

file static class OptionText
{
    /// <summary>A range is written by hand and may carry the fraction that the invariant form pads.</summary>
    public static string TrimZeros(this string text) =>
        text.Split(':')[^1].Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0') : text;
}
