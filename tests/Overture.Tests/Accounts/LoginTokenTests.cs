using Overture.Server.Accounts;

namespace Overture.Tests.Accounts;

public sealed class LoginTokenTests
{
    [Theory]
    [InlineData("AQEDx==")]
    [InlineData("li_at=AQEDx==")]
    [InlineData("LI_AT=AQEDx==;")]
    [InlineData(" \"AQEDx==\" \n")]
    [InlineData("'li_at=AQEDx=='")]
    [InlineData("li_at=\"AQEDx==\";")]
    [InlineData("li_at = AQEDx== ; ")]
    [InlineData("AQEDx==;")]
    [InlineData("Cookie: li_at=AQEDx==")]
    [InlineData("JSESSIONID=\"ajax:1\"; li_at=AQEDx==; lang=v=2&lang=en-us")]
    [InlineData("\uFEFFAQEDx==\u00A0")]
    public void A_copied_cookie_is_cleaned(string text) => Assert.Equal("AQEDx==", LoginToken.Of(text));

    [Theory]
    [InlineData("a b", "a b")]
    [InlineData("one; two", "one;two")]
    [InlineData("sandbox-5", "sandbox-5")]
    [InlineData(" ; ", "")]
    [InlineData("li_at=", "")]
    public void What_is_no_cookie_stays_for_the_check(string text, string token) =>
        Assert.Equal(token, LoginToken.Of(text));
}
