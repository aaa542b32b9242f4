using CsCheck;
using Overture.Sandbox.People;

namespace Overture.Tests.Sandbox;

public sealed class MemberIdTests
{
    private static readonly Gen<PersonKey> People = Gen.OneOf(
        Gen.Select(Gen.Int[1, PersonKey.HighestNumbered], Gen.Enum<Behaviour>(), PersonKey.Numbered),
        Gen.Int[1, PersonKey.HighestMember].Select(PersonKey.Member),
        Gen.Int[1, PersonKey.HighestMarked].Select(PersonKey.Marked),
        Gen.Int[0, TestPeople.All.Count - 1].Select(index => TestPeople.All[index].Key));

    [Fact]
    public void An_id_leads_back_to_its_person() => People.Sample(person =>
        MemberId.Format(person) is { Length: 39 } id && id.StartsWith("ACoAA", StringComparison.Ordinal) &&
        id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_') &&
        MemberId.TryParse(id, out var found) && found == person);

    [Fact]
    public void An_id_of_Sales_Navigator_leads_to_the_same_person() => People.Sample(person =>
        MemberId.TryParseSales("ACwAA" + MemberId.Format(person)[5..], out var found) && found == person
        && !MemberId.TryParseSales(MemberId.Format(person), out _));

    [Fact]
    public void An_id_with_one_changed_character_does_not_resolve() => Gen
        .Select(People, Gen.Int[0, MemberId.Length - 1], Gen.Char.AlphaNumeric)
        .Sample((person, position, character) =>
        {
            var id = MemberId.Format(person).ToCharArray();
            if (id[position] == character) return true;
            id[position] = character;
            return !MemberId.TryParse(id, out _);
        });

    [Fact]
    public void Different_people_have_different_ids() => Gen
        .Select(People, People)
        .Sample((one, other) => one == other || MemberId.Format(one) != MemberId.Format(other));

    [Theory]
    [InlineData("")]
    [InlineData("ACoAA")]
    [InlineData("ACoAA0000000000000000000000000000000000")]
    [InlineData("ACoAA!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("johndoe")]
    public void An_invalid_id_does_not_resolve(string id) => Assert.False(MemberId.TryParse(id, out _));

    [Fact]
    public void A_number_without_a_person_is_refused()
    {
        Assert.False(PersonKey.TryFromValue(0, out _));
        Assert.False(PersonKey.TryFromValue((ulong)PersonKey.HighestNumbered + 1, out _));
        Assert.False(PersonKey.TryFromValue(ulong.MaxValue, out _));
    }

    [Fact]
    public void Ids_never_change_because_clients_store_them()
    {
        Assert.Equal("ACoAAYPvnyDJzj1DMeyUoxt3SFuaY4hcVexk8Rg", MemberId.Format(TestPeople.All[0].Key));
        Assert.Equal("ACoAAhPE9XR2rWfYxMsPDpdETAXviU4WeYHZvrQ", MemberId.Format(PersonKey.Member(1)));
    }
}
