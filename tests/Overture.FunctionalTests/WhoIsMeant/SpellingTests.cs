using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.WhoIsMeant;

/// <summary>Whatever the spelling, the invitation reaches the person that was meant, once.</summary>
public sealed class SpellingTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static readonly JsonSerializerOptions Unescaped = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string, string, string> Spellings
    {
        get
        {
            var table = new TheoryData<string, string, string>();
            foreach (var link in AcceptedSpellings.LinksToNumbered.Concat(AcceptedSpellings.LinksByMemberId))
            {
                table.Add("profile_url", link, AcceptedSpellings.Numbered);
            }

            // The alias takes what profile_url takes; some rows of each kind show it.
            foreach (var link in AcceptedSpellings.LinksToNumbered.Where((_, row) => row % 5 == 0))
            {
                table.Add("linkedin_url", link, AcceptedSpellings.Numbered);
            }

            table.Add("linkedin_url", AcceptedSpellings.LinksByMemberId[0], AcceptedSpellings.Numbered);
            foreach (var identifier in AcceptedSpellings.IdentifiersOfNumbered)
            {
                table.Add("identifier", identifier, AcceptedSpellings.Numbered);
            }

            foreach (var link in AcceptedSpellings.LinksOfSalesNavigator)
            {
                table.Add("profile_url", link, AcceptedSpellings.Numbered);
                table.Add("identifier", link, AcceptedSpellings.Numbered);
            }

            foreach (var link in AcceptedSpellings.LinksToUnicode)
            {
                table.Add("profile_url", link, AcceptedSpellings.Unicode);
            }

            foreach (var identifier in AcceptedSpellings.LinksToUnicode.TakeLast(2))
            {
                table.Add("identifier", identifier, AcceptedSpellings.Unicode);
            }

            return table;
        }
    }

    [Fact]
    public void There_are_at_least_sixty_spellings() => Assert.InRange(Spellings.Count, 60, 200);

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Every_spelling_reaches_the_person_that_is_meant(string parameter, string spelling, string slug)
    {
        var account = await fixture.ConnectAsync();
        var memberId = fixture.MemberIdOf(slug);
        var text = spelling.Replace(AcceptedSpellings.MemberId, memberId, StringComparison.Ordinal)
            .Replace(AcceptedSpellings.SalesId, "ACwAA" + memberId[5..], StringComparison.Ordinal);

        var answer = await InviteAsync(account, new JsonObject { [parameter] = text });

        await ReachedAsync(account, slug, answer);
    }

    [Theory]
    [InlineData("""{"profile_url":"https://www.linkedin.com/in/person-7","identifier":"person-7"}""")]
    [InlineData("""{"profile_url":"https://de.linkedin.com/in/Person-7/","linkedin_url":"linkedin.com/in/person-7"}""")]
    [InlineData("""{"profile_url":"/in/person-7","linkedin_url":"/in/person-7","identifier":"PERSON-7"}""")]
    [InlineData("""{"profile_url":"https://www.linkedin.com/in/person-7","identifier":"MEMBER-ID"}""")]
    [InlineData("""{"profile_url":"https://www.linkedin.com/in/MEMBER-ID","identifier":"person-7"}""")]
    [InlineData(
        """{"linkedin_url":"https://www.linkedin.com/in/MEMBER-ID","identifier":"urn:li:fsd_profile:MEMBER-ID"}""")]
    [InlineData("""{"profile_url":null,"linkedin_url":"","identifier":"person-7"}""")]
    [InlineData("""{"profile_url":" \t","linkedin_url":"/in/person-7","identifier":null,"message":null}""")]
    [InlineData("""{"profile_url":"https://www.linkedin.com/in/person-7","message":"","message_text":null}""")]
    [InlineData("""{"profile_url":"https:\/\/www.linkedin.com\/in\/\u0070erson-7"}""")]
    public async Task Several_spellings_that_agree_name_one_person(string parameters)
    {
        var account = await fixture.ConnectAsync();
        var text = parameters.Replace(
            AcceptedSpellings.MemberId, fixture.MemberIdOf(AcceptedSpellings.Numbered), StringComparison.Ordinal);

        var answer = await InviteAsync(account, JsonNode.Parse(text)!);

        await ReachedAsync(account, AcceptedSpellings.Numbered, answer);
    }

    [Theory]
    [InlineData("https://www.linkedin.com/in/%E2%80%AAmarked-12%E2%80%AC%E2%80%8F")]
    [InlineData("https://www.linkedin.com/in/\u202Amarked-12\u202C\u200F/?trk=x")]
    [InlineData("\u202Amarked-12\u202C\u200F")]
    public async Task Direction_marks_reach_the_platform_as_they_are(string text)
    {
        var account = await fixture.ConnectAsync();

        var answer = await InviteAsync(account, new JsonObject { ["profile_url"] = text });

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal("\u202Amarked-12\u202C\u200F", answer.Data["public_identifier"]!.GetValue<string>());
        var arrived = Assert.Single(await fixture.ArrivedFromAsync(account));
        Assert.Equal("\u202Amarked-12\u202C\u200F", arrived["person"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_id_of_Sales_Navigator_waits_in_the_queue_as_given()
    {
        var account = await fixture.ConnectAsync();
        var id = "ACwAA" + fixture.MemberIdOf(AcceptedSpellings.Numbered)[5..];

        var queued = await fixture.Gateway.QueueAsync(account.Id, id);
        await fixture.Gateway.OperationIsAsync(account.Id, queued.Data["operation_id"]!.GetValue<string>(), "sent");

        var arrived = Assert.Single(await fixture.ArrivedFromAsync(account));
        Assert.Equal(AcceptedSpellings.Numbered, arrived["person"]!.GetValue<string>());
        // The same id again is the same person.
        Assert.Equal("already_invited", (await fixture.Gateway.QueueAsync(account.Id, id)).Reason);
    }

    [Fact]
    public async Task A_person_is_one_whatever_the_spelling()
    {
        var account = await fixture.ConnectAsync();
        await InviteAsync(account, new JsonObject { ["profile_url"] = "https://www.linkedin.com/in/person-7" });

        var again = await InviteAsync(
            account, new JsonObject { ["identifier"] = fixture.MemberIdOf(AcceptedSpellings.Numbered) });

        Assert.Equal((409, "already_invited"), (again.Status, again.Reason));
        Assert.Single(await fixture.ArrivedFromAsync(account));
    }

    private async Task ReachedAsync(TestAccount account, string slug, Answered answer)
    {
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(slug, answer.Data["public_identifier"]!.GetValue<string>());
        Assert.Equal($"urn:li:fsd_profile:{fixture.MemberIdOf(slug)}", answer.Data["profile_urn"]!.GetValue<string>());
        var arrived = Assert.Single(await fixture.ArrivedFromAsync(account));
        Assert.Equal(slug, arrived["person"]!.GetValue<string>());
        Assert.Equal($"urn:li:invitation:{arrived["id"]}", answer.Data["invitation_urn"]!.GetValue<string>());
    }

    /// <summary>Letters that JSON need not escape go over the wire as they are.</summary>
    private Task<Answered> InviteAsync(TestAccount account, JsonNode parameters)
    {
        var body = new JsonObject { ["account_id"] = account.Id, ["action"] = "invite", ["params"] = parameters };
        return fixture.Gateway.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v2/network")
        {
            Content = new StringContent(body.ToJsonString(Unescaped), Encoding.UTF8, "application/json"),
        });
    }
}
