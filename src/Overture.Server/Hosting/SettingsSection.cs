using System.Reflection;
using Microsoft.Extensions.Options;
using Overture.Server.Hosting.SettingsRules;

namespace Overture.Server.Hosting;

/// <summary>A section of the configuration and the class that has its settings.</summary>
internal sealed record SettingsSection(string Section, Type Options)
{
    /// <summary>Registers the options with their validation.</summary>
    public required Action<IServiceCollection, IConfiguration> Bind { get; init; }

    public IEnumerable<string> Keys => Properties.Select(property => $"{Section}:{property.Name}");

    private IEnumerable<PropertyInfo> Properties => Options.GetProperties().Where(property => property.CanWrite);

    /// <param name="section">Name of the section.</param>
    /// <param name="bringsValidator">True when the feature itself registers a validator of the ranges.</param>
    public static SettingsSection Of<T>(string section, bool bringsValidator = false)
        where T : class => new(section, typeof(T))
        {
            Bind = (services, configuration) =>
            {
                services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateOnStart();
                if (!bringsValidator) services.AddSingleton<IValidateOptions<T>>(new RangesRule<T>(section));
            },
        };

    /// <summary>The setting with this name; null when the section has none.</summary>
    public PropertyInfo? Find(string name) =>
        Properties.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
