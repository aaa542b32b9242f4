using System.Diagnostics;
using System.Net.Http.Json;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using Overture.FunctionalTests.Chaos.Parts;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Deploy;

/// <summary>
/// Builds both images on a base from a registry of our own and runs what is in them: <c>deploy/check-image</c> runs it.
/// </summary>
public sealed class ImageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("overture-image-").FullName;
    private readonly List<Process> _running = [];

    public void Dispose()
    {
        foreach (var process in _running)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact(Explicit = true)]
    public async Task The_images_are_what_compose_expects_and_an_operator_can_set_up_a_workspace_that_invites()
    {
        await using var registry = await LoopbackRegistry.StartAsync(BaseImage.Make(_folder));
        var gateway = await PublishAsync("Overture.Server", registry);
        var sandbox = await PublishAsync("Overture.Sandbox", registry);
        Assert.Equal(("1654", "1654"), (gateway.RunsAs, sandbox.RunsAs));
        Assert.Contains("8080/tcp", gateway.Instructions["ExposedPorts"]!.AsObject().Select(port => port.Key));
        Assert.Contains("8081/tcp", sandbox.Instructions["ExposedPorts"]!.AsObject().Select(port => port.Key));
        Assert.Contains("ASPNETCORE_URLS=http://+:8080", gateway.Words("Env"));
        Assert.Contains("OVERTURE__STORAGE__DIRECTORY=/data", gateway.Words("Env"));
        Assert.Equal(
            "Overture gateway", gateway.Instructions["Labels"]!["org.opencontainers.image.title"]!.GetValue<string>());
        Assert.Equal(["--urls", "http://0.0.0.0:8081", "--data", "/data"], sandbox.Words("Cmd"));
        Assert.All([gateway, sandbox], image => Assert.All(image.Program.Where(IsLibrary), IsCompiledAhead));
        Assert.DoesNotContain(gateway.Program, file => file.Contains("CodeAnalysis", StringComparison.Ordinal));

        var (own, network) = (Ports.Take(), Ports.Take());
        Run(sandbox, ["--urls", $"http://0.0.0.0:{network}", "--data", "/data"]);
        Run(gateway, [], Settings(own, network));
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{own}") };
        await Eventually.HoldsAsync(() => IsReadyAsync(http), "the gateway in the image is ready");

        var workspace = await VerbAsync(gateway, Settings(own, network), "add-workspace", "Acme");
        http.DefaultRequestHeaders.Add(
            "x-api-key", await VerbAsync(gateway, Settings(own, network), "add-key", workspace));
        await VerbAsync(gateway, Settings(own, network), "grant-credits", workspace, "10");
        var login = await PostAsync(http, "/v2/login", """{"platform":"linkedin","login_token":"sandbox-17"}""");
        var account = login["data"]!["account_id"]!.GetValue<string>();
        var invited = await PostAsync(
            http, "/v2/network",
            $$$"""{"account_id":"{{{account}}}","action":"invite","params":{"identifier":"johndoe"}}""");
        Assert.True(invited["success"]!.GetValue<bool>(), invited.ToJsonString());
    }

    private static bool IsLibrary(string file) => Path.GetExtension(file) == ".dll";

    // A library without any code of its own, such as one that only holds attributes, has nothing to compile.
    private static void IsCompiledAhead(string file)
    {
        using var library = new PEReader(File.OpenRead(file));
        Assert.True(library.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, $"{file} is left to the JIT.");
    }

    private static (string Name, string Value)[] Settings(int own, int network) =>
    [
        ("ASPNETCORE_URLS", $"http://+:{own}"),
        ("OVERTURE__SANDBOX__ENABLED", "false"),
        ("OVERTURE__CONNECTORS__WEBSESSION__BASEADDRESS", $"http://127.0.0.1:{network}"),
    ];

    private async Task<BuiltImage> PublishAsync(string project, LoopbackRegistry registry)
    {
        var archive = Path.Combine(_folder, $"{project}.tar.gz");
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(RepositoryRoot, "src", project), "--configuration", "Release",
            "/t:PublishContainer", "--nologo", "-v", "quiet", $"-p:ContainerArchiveOutputPath={archive}",
            $"-p:ContainerBaseImage={registry.Address}/dotnet/aspnet:10.0-noble-chiseled-extra",
        ]);
        start.Environment["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = registry.Address;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return BuiltImage.Unpack(archive, Directory.CreateDirectory(Path.Combine(_folder, project)).FullName);
    }

    private void Run(BuiltImage image, string[] arguments, params (string Name, string Value)[] environment)
    {
        var process = image.Start(arguments, environment);
        process.OutputDataReceived += (_, line) => TestContext.Current.TestOutputHelper?.WriteLine(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => TestContext.Current.TestOutputHelper?.WriteLine(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _running.Add(process);
    }

    private static async Task<string> VerbAsync(
        BuiltImage image, (string Name, string Value)[] environment, params string[] verb)
    {
        using var process = image.Start(verb, environment);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
        return output.Trim();
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, string body)
    {
        using var answer = await http.PostAsync(
            path, new StringContent(body, null, "application/json"), TestContext.Current.CancellationToken);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/readyz", TestContext.Current.CancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string RepositoryRoot =>
        Environment.GetEnvironmentVariable("OVERTURE_ROOT")
        ?? throw new InvalidOperationException("deploy/check-image says where the sources are.");
}
