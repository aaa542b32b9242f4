using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Overture.Sandbox.People;
using Overture.Tests.House;

namespace Overture.Tests.Sandbox;

public sealed class PeopleTests
{
    [Fact]
    public void Every_slug_leads_back_to_its_person() =>
        Gen.Select(Gen.Int[1, PersonKey.HighestNumbered], Gen.Enum<Behaviour>(), PersonKey.Numbered).Sample(person =>
            Slugs.TryParse(Slugs.Format(person), out var found) && found == person &&
            Slugs.TryParse(Slugs.Format(person).ToUpperInvariant(), out var shouted) && shouted == person);

    [Fact]
    public void A_slug_with_direction_marks_is_another_one_without_them()
    {
        Assert.True(Slugs.TryParse("\u202Amarked-7\u202C\u200F", out var person));
        Assert.Equal(PersonKey.Marked(7), person);
        Assert.Equal("\u202Amarked-7\u202C\u200F", Slugs.Format(person));
        Assert.False(Slugs.TryParse("marked-7", out _));
        Assert.False(Slugs.TryParse("\u202Aperson-7", out _));
    }

    [Theory]
    [InlineData("person-0")]
    [InlineData("person-01")]
    [InlineData("person-100000001")]
    [InlineData("person--5")]
    [InlineData("person-+5")]
    [InlineData("person-5--")]
    [InlineData("person-5--unheard-of")]
    [InlineData("person-5-lost-answer")]
    [InlineData("sandbox-member-0")]
    [InlineData("sandbox-member-1000001")]
    [InlineData("nobody")]
    [InlineData("")]
    public void Invalid_slugs_do_not_resolve(string slug) => Assert.False(Slugs.TryParse(slug, out _));

    [Fact]
    public void The_unicode_slug_is_found_in_either_normal_form()
    {
        var slug = TestPeople.All[1].Slug;

        Assert.True(Slugs.TryParse(slug.Normalize(NormalizationForm.FormD), out var person));
        Assert.Equal(slug, Slugs.Format(person));
        Assert.NotEqual(slug.Length, Encoding.UTF8.GetByteCount(slug));
    }

    [Fact]
    public void Every_behaviour_has_a_test_person_whose_slug_is_its_name()
    {
        foreach (var behaviour in Enum.GetValues<Behaviour>().Where(behaviour => behaviour != Behaviour.None))
        {
            Assert.Contains(
                TestPeople.All,
                person => person.Slug == BehaviourNames.Of(behaviour) && person.Behaviour == behaviour);
        }

        Assert.Equal(TestPeople.All.Count, TestPeople.All.Select(person => person.Slug).Distinct().Count());
        Assert.All(TestPeople.All, person => Assert.Equal(person, TestPeople.Find(person.Key)));
    }

    [Fact]
    public void The_document_lists_every_test_person_and_what_it_does()
    {
        var document = Repository.Read("docs/sandbox.md");

        Assert.All(TestPeople.All, person =>
        {
            Assert.Matches($@"(?m)^\| `{Regex.Escape(person.Slug)}` \| \d{{3}}", document);
            Assert.Contains($"\n| `{person.Slug}` | {person.Does} |", document, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void John_Doe_is_the_person_of_the_published_example()
    {
        Assert.True(Slugs.TryParse("JohnDoe", out var key));

        var john = Person.Of(key);

        Assert.Equal(("John", "Doe"), (john.FirstName, john.LastName));
        Assert.Equal("Senior Software Engineer at Acme Corp", john.Headline);
        Assert.Equal("johndoe", john.Slug);
        Assert.Equal("https://media.licdn.com/dms/image/example.jpg", john.PictureRoot + john.PictureSegment(200));
    }

    [Fact]
    public void Listed_people_are_varied_and_all_their_ids_differ()
    {
        var people = Enumerable.Range(1, 10_000).Select(ordinal => Person.Of(PersonKey.Numbered(ordinal))).ToList();

        Assert.Equal(people.Count, people.Select(person => person.MemberId).Distinct().Count());
        Assert.True(people.Select(person => (person.FirstName, person.LastName)).Distinct().Count() > 3000);
        Assert.Equal([2, 3], people.Select(person => person.Degree).Distinct().Order());
        Assert.Equal(3, people.Select(person => person.Picture).Distinct().Count());
    }

    [Fact]
    public void Every_tenth_member_is_premium()
    {
        Assert.True(Person.Of(PersonKey.Member(20)).IsPremium);
        Assert.False(Person.Of(PersonKey.Member(21)).IsPremium);
    }
}
