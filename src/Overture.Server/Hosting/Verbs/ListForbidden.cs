using Overture.Server.DoNotContact;

namespace Overture.Server.Hosting.Verbs;

internal sealed class ListForbidden : Verb
{
    public override string Name => "list-forbidden";

    public override string Meaning => "list the people whom nobody on this deployment may contact";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var people = await services.GetRequiredService<ForbiddenPeople>().ListAsync(CancellationToken.None);
        return VerbResult.Done(OperatorText.Table(
            ["PERSON", "SINCE", "COMMENT"],
            people.Select(row => new[] { row.PersonId, OperatorText.Time(row.CreatedAt), OperatorText.Cell(row.Comment) })));
    }
}
