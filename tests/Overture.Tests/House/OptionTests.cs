using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession;
using Overture.Server.Hosting;
using Overture.Server.Hosting.SettingsRules;

namespace Overture.Tests.House;

/// <summary>
/// An options class is the only source of a setting's default, range and meaning; it must have all three.
/// </summary>
public sealed partial class OptionTests
{
    /// <summary>Settings whose default is described, not quoted, in their summary.</summary>
    private static readonly string[] Described =
    [
        "Overture:Connectors:WebSession:BaseAddress",
        "Overture:Connectors:WebSession:ProfileDecorationId",
        "Overture:Connectors:WebSession:SendDecorationId",
    ];

    public static TheoryData<string> Keys => [.. Option.All.Select(option => option.Key)];

    [Fact]
    public void Defaults_are_within_their_ranges()
    {
        foreach (var (section, type) in Settings.All)
        {
            var options = Activator.CreateInstance(type)!;
            var faults = new List<ValidationResult>();
            Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);

            Findings.None(faults.Select(
                fault => $"{section}:{string.Join(',', fault.MemberNames)}: {fault.ErrorMessage}"));
        }

        Assert.True(new WebSessionOptionsValidator().Validate(null, new WebSessionOptions()).Succeeded);
        Assert.True(new InvitationTimesRule(Options.Create(new WebSessionOptions()))
            .Validate(null, new Overture.Server.Invitations.InvitationOptions()).Succeeded);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_number_or_a_time_span_has_a_range(string key)
    {
        var property = Option.All.Single(option => option.Key == key).Property;
        var isMeasured = property.PropertyType == typeof(int) || property.PropertyType == typeof(long)
            || property.PropertyType == typeof(double) || property.PropertyType == typeof(TimeSpan);

        Assert.True(
            !isMeasured || property.IsDefined(typeof(RangeAttribute), inherit: false), $"{key} has no [Range].");
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_summary_says_what_the_setting_means_and_names_its_default(string key)
    {
        var option = Option.All.Single(option => option.Key == key);
        Assert.True(option.Meaning.Length > 10, $"{key} has no summary.");
        if (Described.Contains(key)) return;

        var sentence = DefaultSentence().Match(option.Meaning).Value;
        Assert.True(
            SpellingsOf(option.Default).Any(spelling =>
                Regex.IsMatch(sentence, $@"(?<![\w.,]){Regex.Escape(spelling)}(?![\w]|[.,]\d)")),
            $"{key} is {option.DefaultText} by default, but its summary says: \"{option.Meaning}\"");
    }

    [Fact]
    public void Every_section_is_bound_and_begins_with_the_products_name()
    {
        Assert.All(
            Settings.All, entry => Assert.StartsWith($"{Settings.Root}:", entry.Section, StringComparison.Ordinal));
        Assert.Equal(Settings.All.Count, Settings.All.Select(entry => entry.Section).Distinct().Count());
    }

    [Fact]
    public void The_document_is_current() =>
        Repository.IsCurrent(ConfigurationDocument.File, ConfigurationDocument.Render());

    private static IEnumerable<string> SpellingsOf(object? value) => value switch
    {
        TimeSpan span => SpellingsOf(span),
        int or long => [Option.Text(value), string.Format(CultureInfo.InvariantCulture, "{0:N0}", value)],
        string text => [text, $"`{text}`"],
        _ => [Option.Text(value)],
    };

    private static IEnumerable<string> SpellingsOf(TimeSpan span) =>
        new[]
        {
            (span.TotalMilliseconds, "ms"), (span.TotalSeconds, "s"), (span.TotalMinutes, "min"),
            (span.TotalHours, "h"), (span.TotalDays, "days"), (span.TotalDays, "day"),
        }
        .Where(form => form.Item1 == Math.Floor(form.Item1))
        .Select(form => string.Create(CultureInfo.InvariantCulture, $"{form.Item1} {form.Item2}"));

    [GeneratedRegex(@"\bDefault\b[^;]*")]
    private static partial Regex DefaultSentence();
}
