using Overture.Server.Http;
using Overture.Server.People;

namespace Overture.Server.DoNotContact;

/// <summary>A person to be put on a list or taken off it, or why the entry names no person.</summary>
/// <param name="Target">The person; null when the entry names none.</param>
/// <param name="Refusal">Why it names none; null when it names one.</param>
internal sealed record ListEntry(PersonTarget? Target, Refusal? Refusal)
{
    /// <summary>Why the person is on the list.</summary>
    public string? Comment { get; init; }

    /// <summary>The line of an imported text in which the entry begins.</summary>
    public int Line { get; init; }

    public static ListEntry Of(Result<PersonTarget> target) =>
        target.Succeeded(out var person, out var refusal) ? new ListEntry(person, null) : new ListEntry(null, refusal);
}
