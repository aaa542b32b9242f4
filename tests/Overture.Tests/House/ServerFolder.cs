namespace Overture.Tests.House;

/// <summary>The folders of the server between which arrows are counted.</summary>
internal static class ServerFolder
{
    public const string Root = "src/Overture.Server";

    /// <summary>Folders inside a feature that count for themselves, because features below it use them alone.</summary>
    private static readonly string[] Apart = ["Accounts/Runtime", "Accounts/Upstream"];

    /// <summary>The folder of a file; <c>Program.cs</c> stands for itself.</summary>
    public static string Of(string file) => Of(file[(Root.Length + 1)..].Split('/'));

    /// <summary>The folder that owns a table or a document: the first one below the server.</summary>
    public static string FirstOf(string file) => file[(Root.Length + 1)..].Split('/')[0];

    /// <summary>The folder of the parts of a path, or of a namespace behind <c>Overture.Server</c>.</summary>
    public static string Of(IReadOnlyList<string> parts) =>
        parts.Count > 1 && Apart.Contains($"{parts[0]}/{parts[1]}") ? $"{parts[0]}/{parts[1]}" : parts[0];
}
