using System.CommandLine;

namespace Overture.Server.Hosting;

/// <summary>An option with a text as its value; of several, the last one counts.</summary>
internal class TextOption : Option<string>
{
    public TextOption(string name, string helpName, string description)
        : base(name)
    {
        (HelpName, Description) = (helpName, description);
        // With one value at most this means: the last one counts. Without it, a repeated option is a fault.
        AllowMultipleArgumentsPerToken = true;
    }
}
