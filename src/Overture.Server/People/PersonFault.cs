using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.People;

/// <summary>Says why parameters name no person; <c>details.parameter</c> names the one at fault.</summary>
internal static class PersonFault
{
    public const string ParameterDetail = "parameter";

    public static Refusal Refused(Reason reason, string parameter, string message) => new(reason, message)
    {
        Details = new Dictionary<string, string> { [ParameterDetail] = parameter },
    };

    public static Refusal Invalid(string parameter, string fault) =>
        Refused(Reason.InvalidParameter, parameter, $"{parameter} {fault}");

    public static Refusal EmptyVariable(string parameter, string variable) => Invalid(
        parameter, $"contains an empty variable ({PersonReferenceText.Quote(variable)}) instead of a person's name");

    public static Refusal NotAPerson(string parameter, string kind) =>
        Refused(Reason.NotAPersonUrl, parameter, $"{parameter} links to {kind}, not to a person");
}
