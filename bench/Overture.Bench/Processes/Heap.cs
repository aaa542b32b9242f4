using System.Diagnostics.Tracing;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Diagnostics.NETCore.Client;

namespace Overture.Bench.Processes;

/// <summary>
/// The live managed memory of a gateway: has the process collect everything, and reads from its metrics what is left.
/// Needs the gateway's admin listener.
/// </summary>
internal sealed partial class Heap(ServerProcess server) : IDisposable
{
    // A provider's session with this keyword begins with a full blocking collection; diagnostic tools use it for dumps.
    private const long CollectKeyword = 0x800000;
    private const string RuntimeProvider = "Microsoft-Windows-DotNETRuntime";

    // The first collection leaves objects with finalizers to the second.
    private const int Collections = 2;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxCollection = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Uri _admin = new($"http://127.0.0.1:{Ports.Take()}");

    /// <summary>The setting with which the gateway must be started.</summary>
    public string Setting => $"--Overture:Admin:Url={_admin.AbsoluteUri.TrimEnd('/')}";

    /// <summary>Bytes of live objects, without the holes between them.</summary>
    public async Task<double> LiveBytesAsync()
    {
        for (var collection = 0; collection < Collections; collection++) await CollectAsync();
        var metrics = await MetricsAsync();
        return Sum(metrics, HeapSize()) - Sum(metrics, Fragmentation());
    }

    public void Dispose() => _http.Dispose();

    private async Task CollectAsync()
    {
        var before = Sum(await MetricsAsync(), FullCollections());
        // The diagnostics client blocks its thread; the generator's continuations run on the one that reads sockets.
        var session = await Task.Run(Start);
        for (var waited = TimeSpan.Zero; Sum(await MetricsAsync(), FullCollections()) <= before; waited += Pause)
        {
            if (waited > MaxCollection) throw new BenchException($"{server.Name} did not collect its heap.");
            await Task.Delay(Pause, TimeProvider.System);
        }

        await Task.Run(() => Stop(session));
    }

    private EventPipeSession Start() => new DiagnosticsClient(server.Id).StartEventPipeSession(
        new EventPipeProvider(RuntimeProvider, EventLevel.Informational, CollectKeyword), requestRundown: false);

    private static void Stop(EventPipeSession session)
    {
        using (session)
        {
            // A session ends only when its events are read.
            var reader = new Thread(() => session.EventStream.CopyTo(Stream.Null));
            reader.Start();
            session.Stop();
            reader.Join();
        }
    }

    private Task<string> MetricsAsync() => _http.GetStringAsync(new Uri(_admin, "/metrics"));

    private static double Sum(string metrics, Regex line) => line.Matches(metrics) is { Count: > 0 } values
        ? values.Sum(value => double.Parse(value.Groups[1].Value, CultureInfo.InvariantCulture))
        : throw new BenchException($"The gateway's metrics have no line \"{line}\".");

    [GeneratedRegex(@"^dotnet_gc_last_collection_heap_size_bytes\{.*\} (\S+)", RegexOptions.Multiline)]
    private static partial Regex HeapSize();

    [GeneratedRegex(@"^dotnet_gc_last_collection_heap_fragmentation_size_bytes\{.*\} (\S+)", RegexOptions.Multiline)]
    private static partial Regex Fragmentation();

    [GeneratedRegex(@"^dotnet_gc_collections_total\{.*gen2.*\} (\S+)", RegexOptions.Multiline)]
    private static partial Regex FullCollections();
}
