using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.BadInput;

/// <summary>A variable that a template left in a note is not sent to people.</summary>
public sealed class NotePlaceholderTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("Hi {{first_name}}", "{{first_name}}")]
    [InlineData("Hi {first_name}", "{first_name}")]
    [InlineData("Hi %FIRSTNAME%", "%FIRSTNAME%")]
    [InlineData("Hi [First Name]", "[First Name]")]
    public async Task A_note_with_a_placeholder_is_refused_and_costs_nothing(string note, string placeholder)
    {
        var account = await fixture.ConnectAsync();
        var before = await fixture.Gateway.CreditsAsync();

        var answer = await fixture.Gateway.InviteAsync(account.Id, "person-7", note);

        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], Reason.NoteHasPlaceholder);
        Assert.Contains(placeholder, answer.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(await fixture.ArrivedFromAsync(account));
        Assert.Equal(before, await fixture.Gateway.CreditsAsync());
    }

    [Fact]
    public async Task The_caller_can_send_it_as_it_is()
    {
        var account = await fixture.ConnectAsync();

        var answer = await fixture.Gateway.InviteAsync(
            account.Id, "person-7", ("message", "Hi {{first_name}}"), ("allow_placeholders", true));

        Assert.True(answer.Status == 200, answer.Text);
        var arrived = Assert.Single(await fixture.ArrivedFromAsync(account));
        Assert.Equal("Hi {{first_name}}", arrived["note"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("Hi {{first_name}}", false, "closed", "note_has_placeholder")]
    [InlineData("Hi {{first_name}}", true, "open", null)]
    [InlineData("Hi Ada", false, "open", null)]
    [InlineData(null, false, "not_needed", null)]
    public async Task A_dry_run_shows_what_the_rule_decides(string? note, bool allows, string verdict, string? reason)
    {
        var account = await fixture.ConnectAsync();

        var answer = await fixture.Gateway.InviteAsync(
            account.Id, "person-7", ("message", note), ("allow_placeholders", allows), ("dry_run", true));

        Assert.True(answer.Status == 200, answer.Text);
        var gate = answer.Data["gates"]!.AsArray()
            .Single(gate => gate!["gate"]!.GetValue<string>() == "note_placeholder")!;
        Assert.Equal((verdict, reason), (gate["verdict"]!.GetValue<string>(), gate["reason"]?.GetValue<string>()));
        Assert.Equal(reason is null, answer.Data["would_send"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_request_for_the_queue_is_refused_at_once()
    {
        var account = await fixture.ConnectAsync();

        var answer = await fixture.Gateway.InviteAsync(
            account.Id, "person-7", ("message", "Hi {{first_name}}"), ("when", "queue"));

        Assert.Equal((400, "note_has_placeholder"), (answer.Status, answer.Reason));
        var listed = await fixture.Gateway.ActAsync(account.Id, "list_operations");
        Assert.Empty(listed.Data["items"]!.AsArray());
    }
}
