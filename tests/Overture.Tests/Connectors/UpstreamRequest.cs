namespace Overture.Tests.Connectors;

/// <summary>A request as received.</summary>
internal sealed record UpstreamRequest(int Connection, string RequestLine, IReadOnlyList<string> Headers, string Body)
{
    public string Method => RequestLine.Split(' ')[0];

    public string Target => RequestLine.Split(' ')[1];

    public bool IsPost => Method == "POST";

    public string? Header(string name)
    {
        var line = Headers.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return line?[(name.Length + 1)..].Trim();
    }
}
