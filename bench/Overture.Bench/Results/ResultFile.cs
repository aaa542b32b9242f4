using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Overture.Bench.Results;

/// <summary>Results as files: one for each run, named for its kind, day and commit.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    public static void Write<T>(Header header, T result, Options options)
    {
        // A quick run is not worth keeping.
        var usual = options.Has("--quick") ? "artifacts/bench" : "bench/results";
        var folder = options.Text("--results", Repository.PathOf(usual));
        Directory.CreateDirectory(folder);
        var date = header.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var kind = header.Kind == "load" ? "" : $"-{header.Kind}";
        var file = Path.Combine(folder, $"{date}-{header.Commit}{(header.IsDirty ? "-dirty" : "")}{kind}.json");
        File.WriteAllText(file, JsonSerializer.Serialize(result, Json) + "\n");
        Console.WriteLine($"Written to {file}");
    }

    public static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(file), Json)
                ?? throw new BenchException($"{file} has no result.");
        }
        catch (JsonException exception)
        {
            throw new BenchException(
                $"{file} was written by another version of the harness; use that version. ({exception.Message})");
        }
    }
}
