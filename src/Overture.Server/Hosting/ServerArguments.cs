using System.CommandLine;
using Overture.Server.Hosting.Commands;

namespace Overture.Server.Hosting;

/// <summary>The program's arguments, parsed.</summary>
/// <param name="Line">The command line without the settings.</param>
/// <param name="Settings">Settings as <c>--key=value</c>, for the configuration.</param>
/// <param name="Faults">A sentence for each mistake; empty when the arguments can be used.</param>
internal sealed record ServerArguments(ParseResult Line, string[] Settings, IReadOnlyList<string> Faults)
{
    /// <summary>The command to run; null when the program serves.</summary>
    public OperatorCommand? Command => Line.CommandResult.Command as OperatorCommand;
}
