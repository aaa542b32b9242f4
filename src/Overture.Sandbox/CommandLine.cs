namespace Overture.Sandbox;

/// <summary>The arguments of a sandbox in its own process, or the sentence that refuses them.</summary>
internal sealed record CommandLine(SandboxOptions Options, bool WantsHelp, string? Error)
{
    public const string Usage =
        """
        A simulated professional network for tests and demos.

          --urls URL      address to listen on (default http://127.0.0.1:8081; port 0 takes a free one)
          --data FOLDER   folder that holds the network in sandbox.db (default .data/sandbox)
          --hosts NAMES   host names that it accepts on loopback beside localhost, 127.0.0.0/8 and ::1; with ";" between
          --help          this text
        """;

    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var options = new SandboxOptions();
        for (var index = 0; index < arguments.Count; index++)
        {
            var (name, value) = Split(arguments[index]);
            if (name is "--help" or "-h") return new CommandLine(options, true, null);
            if (name is not ("--urls" or "--data" or "--hosts"))
            {
                return new CommandLine(options, false, $"Unknown argument '{name}'; see --help.");
            }

            value ??= ++index < arguments.Count ? arguments[index] : "";
            if (value.Length == 0) return new CommandLine(options, false, $"{name} needs a value; see --help.");
            if (name == "--urls") options.Url = value;
            else if (name == "--data") options.DataDirectory = value;
            else options.AllowedHosts = value.Split(';', StringSplitOptions.RemoveEmptyEntries);
        }

        var error = IsHttp(options.Url) ? null : $"--urls must be one http:// address, not '{options.Url}'.";
        return new CommandLine(options, false, error);
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp;
}
