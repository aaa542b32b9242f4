using System.Diagnostics;
using System.Text.Json.Nodes;
using Overture.Processes;

namespace Overture.FunctionalTests.Deploy;

/// <summary>
/// An image as a file, unpacked as an engine would: layer upon layer, and run from its root as its own user.
/// </summary>
internal sealed class BuiltImage
{
    private readonly string _root;

    private BuiltImage(string root, JsonNode instructions)
    {
        _root = root;
        Instructions = instructions;
    }

    /// <summary>What the image says about how it is to be run.</summary>
    public JsonNode Instructions { get; }

    /// <summary>The files of the program itself.</summary>
    public IReadOnlyList<string> Program => Directory.GetFiles(Path.Combine(_root, "app"));

    public string RunsAs => Instructions["User"]!.GetValue<string>();

    public static BuiltImage Unpack(string archive, string folder)
    {
        var (parts, root) = (Directory.CreateDirectory(Path.Combine(folder, "parts")).FullName, Path.Combine(
            folder, "root"));
        Directory.CreateDirectory(root);
        BaseImage.Run("tar", "--extract", $"--file={archive}", $"--directory={parts}");
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(parts, "manifest.json")))![0]!;
        foreach (var layer in manifest["Layers"]!.AsArray())
        {
            BaseImage.Run(
                "tar", "--extract", "--gzip", $"--file={Path.Combine(parts, layer!.GetValue<string>())}",
                $"--directory={root}");
        }

        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(parts, manifest["Config"]!.GetValue<string>())))!;
        // What an engine brings: its own devices, and the volume.
        foreach (var mount in (string[])["proc", "dev", "tmp", "data"])
        {
            Directory.CreateDirectory(Path.Combine(root, mount));
        }

        BaseImage.Run("chown", "1654:1654", Path.Combine(root, "data"), Path.Combine(root, "tmp"));
        return new BuiltImage(root, config["config"]!);
    }

    /// <summary>Runs the image's program; arguments replace the default ones, as with an engine.</summary>
    public Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var words = Words("Entrypoint").Concat(arguments.Length > 0 ? arguments : Words("Cmd"));
        // The mounts are gone with the process that made them.
        const string InItsRoot = """
            mount --rbind /proc "$0/proc"; mount --rbind /dev "$0/dev"; user=$1; shift
            exec chroot --userspec="$user" "$0" "$@"
            """;
        var start = new ProcessStartInfo(
            "unshare", ["--mount", "/bin/sh", "-ec", InItsRoot, _root, $"{RunsAs}:{RunsAs}", .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment[RunFolder.Mark] = RunFolder.Current;
        foreach (var pair in Words("Env").Select(entry => entry.Split('=', 2))) start.Environment[pair[0]] = pair[1];
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public IEnumerable<string> Words(string name) =>
        Instructions[name]?.AsArray().Select(word => word!.GetValue<string>()) ?? [];
}
