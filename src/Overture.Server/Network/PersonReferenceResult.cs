using System.Diagnostics.CodeAnalysis;
using Overture.Client.Contract;
using Overture.Connectors;

namespace Overture.Server.Network;

/// <summary>Why the parameters name nobody.</summary>
/// <param name="Reason">One of <c>missing_parameter</c>, <c>invalid_parameter</c>, <c>not_a_person_url</c>.</param>
/// <param name="Parameter">The parameter at fault, as callers spell it.</param>
/// <param name="Message">A sentence for the caller that says what was sent instead of a person.</param>
internal sealed record PersonReferenceRefusal(Reason Reason, string Parameter, string Message);

/// <summary>Who is meant, or why nobody is: exactly one of the two.</summary>
internal sealed record PersonReferenceResult
{
    private PersonReferenceResult(PersonReference? reference, PersonReferenceRefusal? refusal)
    {
        Reference = reference;
        Refusal = refusal;
    }

    public PersonReference? Reference { get; }

    public PersonReferenceRefusal? Refusal { get; }

    public static PersonReferenceResult Found(PersonReference reference) => new(reference, null);

    public static PersonReferenceResult Found(PersonIdentifier person) => Found(new PersonReference(person, null));

    public static PersonReferenceResult Refused(Reason reason, string parameter, string message) =>
        new(null, new(reason, parameter, message));

    public static PersonReferenceResult Invalid(string parameter, string fault) =>
        Refused(Reason.InvalidParameter, parameter, $"{parameter} {fault}");

    public static PersonReferenceResult NotAPerson(string parameter, string kind) =>
        Refused(Reason.NotAPersonUrl, parameter, $"{parameter} links to {kind}, not to a person");

    public bool Succeeded(
        [NotNullWhen(true)] out PersonReference? reference, [NotNullWhen(false)] out PersonReferenceRefusal? refusal)
    {
        reference = Reference;
        refusal = Refusal;
        return reference is not null;
    }
}
