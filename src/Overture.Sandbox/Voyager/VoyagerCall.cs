using Microsoft.Extensions.Primitives;
using Overture.Sandbox.Faults;

namespace Overture.Sandbox.Voyager;

/// <summary>One request of a member's session.</summary>
internal sealed class VoyagerCall(HttpContext context, Operation operation, string rest, AnswerLoss loss)
{
    private const string NormalizedType = "application/vnd.linkedin.normalized+json";

    public HttpContext Context => context;

    public Operation Operation => operation;

    /// <summary>The path behind the collection's name, decoded; empty when there is none.</summary>
    public string Rest => rest;

    /// <summary>What an injected fault does to the answer once the operation took effect.</summary>
    public AnswerLoss Loss => loss;

    /// <summary>Chosen by the Accept header: references into "included", or everything nested inline.</summary>
    public bool IsNormalized { get; } = AsksForNormalized(context.Request.Headers.Accept);

    /// <summary>The number of the member whose session this is; known once the session is checked.</summary>
    public int Member { get; set; }

    private static bool AsksForNormalized(StringValues accept)
    {
        foreach (var value in accept)
        {
            if (value is not null && value.Contains(NormalizedType, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
