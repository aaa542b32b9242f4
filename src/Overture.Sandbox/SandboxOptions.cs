namespace Overture.Sandbox;

/// <summary>Settings of a sandbox.</summary>
public sealed class SandboxOptions
{
    /// <summary>The address to listen on. Default http://127.0.0.1:8081; port 0 takes a free port.</summary>
    public string Url { get; set; } = "http://127.0.0.1:8081";

    /// <summary>The folder for sandbox.db, created when absent. Default .data/sandbox in the working folder.</summary>
    public string DataDirectory { get; set; } = ".data/sandbox";

    /// <summary>
    /// Host names that a sandbox on loopback accepts beside localhost, 127.0.0.0/8 and ::1. Default none.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];

    /// <summary>The lowest level written to the console. Default Warning: a healthy sandbox prints nothing.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Warning;
}
