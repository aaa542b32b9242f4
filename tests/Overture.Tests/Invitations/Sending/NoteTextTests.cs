using Overture.Server.Invitations.Sending;
using Overture.Server.People;

namespace Overture.Tests.Invitations.Sending;

public sealed class NoteTextTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\u200B")]
    [InlineData("\uFEFF\u200E \u2060\u00AD")]
    [InlineData("\u3164\u2800\u115F\uFFA0")]
    [InlineData("\u034F\uFE0F")]
    [InlineData("\U000E0100\U000E0020")]
    public void A_note_of_invisible_characters_is_none(string? message) => Assert.Null(NoteText.Of(message));

    [Theory]
    [InlineData(".")]
    [InlineData(" \u200BHi\u200B ")]
    [InlineData("👍🏽")]
    [InlineData("\uD83D")]
    public void Every_other_note_stays_as_it_is(string message) => Assert.Equal(message, NoteText.Of(message));

    [Theory]
    [InlineData("Hi {{first_name}}", "{{first_name}}")]
    [InlineData("Hi {{ first name | there }}!", "{{ first name | there }}")]
    [InlineData("Hi {{}}", "{{}}")]
    [InlineData("Hi {first_name}", "{first_name}")]
    [InlineData("{Hi|Hello} Ada", "{Hi|Hello}")]
    [InlineData("Hi ${firstName}", "${firstName}")]
    [InlineData("Hi #{firstName}", "#{firstName}")]
    [InlineData("Hi %FIRSTNAME%,", "%FIRSTNAME%")]
    [InlineData("(%Date_1%)", "%Date_1%")]
    [InlineData("Hi <%= first %>", "<%= first %>")]
    [InlineData("Hi *|FNAME|*", "*|FNAME|*")]
    [InlineData("Hi [First Name]", "[First Name]")]
    [InlineData("Hi [FIRSTNAME]", "[FIRSTNAME]")]
    [InlineData("Hi <first_name>", "<first_name>")]
    [InlineData("Hi [object Object]", "[object Object]")]
    public void A_placeholder_is_found(string note, string placeholder) =>
        Assert.Equal(placeholder, Placeholder.FindIn(note));

    [Theory]
    [InlineData("Hi Ada")]
    [InlineData("100% sure, 50% off")]
    [InlineData("50%off%")]
    [InlineData("https://x.io/m%C3%BCller%C3%9F/%E4%BD%A0?q=%AB%CD")]
    [InlineData("%E4%BD%A0")]
    [InlineData("We are [hiring] <3 and a < b > c")]
    [InlineData("{} { }}")]
    [InlineData("One { brace\nanother }")]
    [InlineData(":-} {-:")]
    [InlineData("Array[0] *really* |one|")]
    public void Plain_text_has_none(string note) => Assert.Null(Placeholder.FindIn(note));
}
