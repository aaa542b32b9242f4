using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Overture.FunctionalTests.Deploy;

/// <summary>
/// Stands for Microsoft's image of the runtime where no registry can be reached: this machine's own runtime, the
/// libraries it needs and the user that the real one has, at the places where the real one has them.
/// </summary>
internal sealed class BaseImage
{
    private const string RuntimeFolder = "/usr/share/dotnet";
    private const string Docker = "application/vnd.docker.";

    private static readonly string[] LoadedByName =
    [
        "libssl.so.3", "libcrypto.so.3", "libicuuc", "libicui18n", "libicudata",
    ];

    private BaseImage(byte[] layer, string tarDigest)
    {
        var config = Bytes(new JsonObject
        {
            ["architecture"] = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64",
            ["os"] = "linux",
            ["config"] = new JsonObject
            {
                ["Env"] = new JsonArray(
                    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "ASPNETCORE_HTTP_PORTS=8080"),
            },
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(tarDigest) },
        });
        Manifest = Bytes(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = Descriptor("container.image.v1+json", config),
            ["layers"] = new JsonArray(Descriptor("image.rootfs.diff.tar.gzip", layer)),
        });
        Blobs = new Dictionary<string, byte[]> { [DigestOf(config)] = config, [DigestOf(layer)] = layer };
    }

    public static string ManifestType => Docker + "distribution.manifest.v2+json";

    public byte[] Manifest { get; }

    public IReadOnlyDictionary<string, byte[]> Blobs { get; }

    public static BaseImage Make(string folder)
    {
        var root = Path.Combine(folder, "base");
        CopyRuntime(root);
        foreach (var library in Libraries()) Copy(library, root);
        Directory.CreateDirectory(Path.Combine(root, "etc"));
        File.WriteAllText(Path.Combine(root, "etc/passwd"), "app:x:1654:1654::/:/bin/false\n");
        var tar = Path.Combine(folder, "base.tar");
        Run("tar", "--create", $"--file={tar}", "--owner=0", "--group=0", "--sort=name", $"--directory={root}", ".");
        var content = File.ReadAllBytes(tar);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(content);
        return new BaseImage(packed.ToArray(), DigestOf(content));
    }

    public static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}");
    }

    private static void CopyRuntime(string root)
    {
        var target = Path.Combine(root, RuntimeFolder[1..]);
        Directory.CreateDirectory(Path.Combine(target, "shared"));
        Run("cp", "--archive", $"{RuntimeFolder}/dotnet", $"{RuntimeFolder}/host", target);
        Run(
            "cp", "--archive", $"{RuntimeFolder}/shared/Microsoft.NETCore.App",
            $"{RuntimeFolder}/shared/Microsoft.AspNetCore.App", $"{target}/shared");
        Directory.CreateDirectory(Path.Combine(root, "usr/bin"));
        File.CreateSymbolicLink(Path.Combine(root, "usr/bin/dotnet"), $"{RuntimeFolder}/dotnet");
    }

    /// <summary>What the runtime's programs are linked to, and what they load by name.</summary>
    private static IEnumerable<string> Libraries()
    {
        var native = Directory.GetFiles(
            $"{RuntimeFolder}/shared/Microsoft.NETCore.App", "*.so", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("liblttng-ust.so", StringComparison.Ordinal)
                && !file.Contains("provider", StringComparison.Ordinal))
            .Append($"{RuntimeFolder}/dotnet");
        var linked = native.SelectMany(file => Run("ldd", file).Split('\n'))
            .Select(line => line.Split("=>")[^1].Trim().Split(' ')[0]);
        var named = Run("/sbin/ldconfig", "-p").Split('\n')
            .Where(line => LoadedByName.Any(name => line.Contains(name, StringComparison.Ordinal)))
            .Select(line => line.Split("=>")[^1].Trim());
        return linked.Concat(named).Where(path => path.StartsWith('/') && File.Exists(path)).Distinct();
    }

    private static void Copy(string library, string root)
    {
        var target = root + library;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(library, target, overwrite: true);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(target, File.GetUnixFileMode(library));
    }

    private static JsonObject Descriptor(string type, byte[] content) =>
        new() { ["mediaType"] = Docker + type, ["size"] = content.Length, ["digest"] = DigestOf(content) };

    private static byte[] Bytes(JsonObject json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
}
