using Overture.Sandbox.People;

namespace Overture.Sandbox.Control;

/// <summary>GET /sandbox/people: the test people first, then the 10,000 listed ones.</summary>
internal static class PeopleEndpoint
{
    private const int ListedPeople = 10_000;

    public static ControlAnswer List(PageRequest page)
    {
        var total = TestPeople.All.Count + ListedPeople;
        var first = (int)Math.Min(page.After, total);
        var end = Math.Min(first + page.Count, total);
        return ControlAnswer.Ok(new PageAnswer<PersonAnswer>(
            [.. Enumerable.Range(first, end - first).Select(At)],
            end < total ? end : null));
    }

    private static PersonAnswer At(int position)
    {
        var test = position < TestPeople.All.Count ? TestPeople.All[position] : null;
        var key = test?.Key ?? PersonKey.Numbered(position - TestPeople.All.Count + 1);
        return PersonAnswer.Of(Person.Of(key), test?.Does);
    }
}
