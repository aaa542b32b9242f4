namespace Overture.Tests.Connectors;

/// <summary>One request as it came over the wire.</summary>
internal sealed record UpstreamRequest(int Connection, string RequestLine, IReadOnlyList<string> Headers, string Body)
{
    public string Method => RequestLine.Split(' ')[0];

    public string Target => RequestLine.Split(' ')[1];

    public bool IsPost => Method == "POST";

    public string? Header(string name) =>
        Headers.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
