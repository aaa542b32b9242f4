namespace Overture.Server.Hosting;

/// <summary>An option that is short for a setting; it works with and without a command.</summary>
internal sealed class SettingOption : TextOption
{
    public SettingOption(string name, string setting, string helpName = "VALUE", string description = "")
        : base(name, helpName, description)
    {
        Setting = setting;
        Recursive = true;
        // The framework's own options are not ours to explain.
        Hidden = description.Length == 0;
    }

    public string Setting { get; }
}
