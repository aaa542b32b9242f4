using Overture.Connectors;
using Overture.Connectors.WebSession;

namespace Overture.Tests.Connectors;

public sealed class WebSessionOptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8081", true)]
    [InlineData("http://127.9.9.9", true)]
    [InlineData("http://[::1]:8081", true)]
    [InlineData("http://LOCALHOST:1", true)]
    [InlineData("http://localhost.example.com", false)]
    [InlineData("http://127.0.0.1.example.com", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("https://www.linkedin.com", false)]
    public void Loopback_is_this_machine_only(string address, bool expected) =>
        Assert.Equal(expected, new WebSessionOptions { BaseAddress = new Uri(address) }.IsLoopback);

    [Theory]
    [InlineData("http://127.0.0.1:8081", false, null)]
    [InlineData("http://localhost:8081/", false, null)]
    [InlineData("https://www.linkedin.com", true, null)]
    [InlineData("https://www.linkedin.com", false, "AllowRealPlatform")]
    [InlineData("http://www.linkedin.com", true, "https")]
    [InlineData("ftp://127.0.0.1", true, "absolute")]
    [InlineData("/voyager", true, "absolute")]
    [InlineData("http://127.0.0.1/voyager/api", true, "without path")]
    [InlineData("http://127.0.0.1/?x=1", true, "without path")]
    [InlineData("http://u:p@127.0.0.1/", true, "without path")]
    public void Addresses_are_checked_and_named_by_key(string address, bool allow, string? fault)
    {
        var result = Validate(new WebSessionOptions
        {
            BaseAddress = new Uri(address, UriKind.RelativeOrAbsolute),
            AllowRealPlatform = allow,
        });
        if (fault is null)
        {
            Assert.True(result.Succeeded, result.FailureMessage);
            return;
        }

        Assert.Contains("Overture:Connectors:WebSession:BaseAddress", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains(fault, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("u:p", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_come_at_once_each_under_its_key()
    {
        var result = Validate(new WebSessionOptions
        {
            BaseAddress = new Uri("http://www.linkedin.com"),
            ReadRetries = 9,
            ReadTimeout = TimeSpan.Zero,
            SendDecorationId = "",
        });
        string[] keys = ["ReadRetries", "ReadTimeout", "SendDecorationId", "BaseAddress", "AllowRealPlatform"];
        foreach (var key in keys)
        {
            Assert.Contains($"{WebSessionOptions.Section}:{key}", result.FailureMessage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_session_hides_its_token_and_derives_a_stable_csrf_token()
    {
        Assert.Equal("***", new Session("secret").ToString());
        var cookie = SessionCookie.For(new Session("secret"));
        Assert.Equal(cookie, SessionCookie.For(new Session("secret")));
        Assert.NotEqual(cookie.CsrfToken, SessionCookie.For(new Session("secreu")).CsrfToken);
    }

    [Theory]
    [InlineData("AQEDARl-_x.=+/", true)]
    [InlineData("a,b", false)]
    [InlineData("a\\b", false)]
    [InlineData("a\tb", false)]
    [InlineData("a\u007fb", false)]
    [InlineData(null, false)]
    public void Tokens_must_fit_into_a_cookie(string? token, bool expected) =>
        Assert.Equal(expected, Session.IsWellFormed(token));

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(WebSessionOptions options) =>
        new WebSessionOptionsValidator().Validate(null, options);
}
