using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Credits;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.FunctionalTests.Hosting;

/// <summary>Mistakes an operator can make with a command.</summary>
public sealed class CommandMistakeTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "There is no workspace \"ws_none\"; list-workspaces lists them.", "add-key", "ws_none")]
    [InlineData(1, "There is no workspace \"ws_none\"; list-workspaces lists them.", "list-keys", "ws_none")]
    [InlineData(1, "There is no workspace \"ws_none\"; list-workspaces lists them.", "grant-credits", "ws_none", "5")]
    [InlineData(
        1, "There is no key with this id; list-keys lists them. The id begins with key_, it is not the key itself.",
        "revoke-key", "ovt_key")]
    [InlineData(2, "The name is empty.", "add-workspace", " ")]
    [InlineData(2, "The name is empty.", "add-key", "ws_sandbox", "--name", "")]
    [InlineData(2, "The name contains a control character.", "add-workspace", "two\nlines")]
    [InlineData(2, "add-workspace needs NAME: overture-server add-workspace NAME", "add-workspace")]
    [InlineData(
        2, "add-workspace has no argument for \"Corp\"; put a name with spaces in quotes.", "add-workspace", "Acme",
        "Corp")]
    [InlineData(
        2, "The amount must be a whole number from 1 to 1000000000000, without separators, and \"0\" is not.",
        "grant-credits", "ws_sandbox", "0")]
    [InlineData(
        2, "The amount must be a whole number from 1 to 1000000000000, without separators, and \"-5\" is not.",
        "grant-credits", "ws_sandbox", "-5")]
    [InlineData(
        2, "The amount must be a whole number from 1 to 1000000000000, without separators, and \"1.000\" is not.",
        "grant-credits", "ws_sandbox", "1.000")]
    public async Task Mistake_is_reported_in_one_sentence_and_changes_nothing(
        int code, string sentence, params string[] command)
    {
        Assert.Equal(
            (code, sentence), await CommandTests.RefusedAsync([.. command, "--data", fixture.Gateway.DataDirectory]));

        await using var db = fixture.Gateway.Services.GetRequiredService<Database>().Open();
        Assert.Equal(
            (1, 1, 1),
            (await db.Set<WorkspaceRow>().CountAsync(Token), await db.Set<ApiKeyRow>().CountAsync(Token),
                await db.Set<LedgerRow>().CountAsync(Token)));
    }
}
