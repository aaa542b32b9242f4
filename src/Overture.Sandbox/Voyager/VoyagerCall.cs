using Microsoft.Extensions.Primitives;
using Overture.Sandbox.Faults;

namespace Overture.Sandbox.Voyager;

/// <summary>One request of a member's session.</summary>
internal sealed class VoyagerCall(HttpContext context, Operation operation, string rest, AnswerLoss loss)
{
    private const string NormalizedType = "application/vnd.linkedin.normalized+json";

    public HttpContext Context => context;

    public Operation Operation => operation;

    /// <summary>The decoded path after the collection's name, or empty.</summary>
    public string Rest => rest;

    /// <summary>How an injected fault loses the answer after the operation took effect.</summary>
    public AnswerLoss Loss => loss;

    /// <summary>The Accept header decides: references into "included", or everything nested inline.</summary>
    public bool IsNormalized { get; } = AsksForNormalized(context.Request.Headers.Accept);

    /// <summary>The session's member; set after the session check.</summary>
    public int Member { get; set; }

    private static bool AsksForNormalized(StringValues accept)
    {
        foreach (var value in accept)
        {
            if (value is not null && value.Contains(NormalizedType, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
