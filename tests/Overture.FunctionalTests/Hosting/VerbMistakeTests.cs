using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Hosting;

/// <summary>What an operator can get wrong with a verb.</summary>
public sealed class VerbMistakeTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "There is no workspace \"ws_none\"; list-workspaces lists them.", "add-key", "ws_none")]
    [InlineData(1, "There is no workspace \"ws_none\"; list-workspaces lists them.", "list-keys", "ws_none")]
    [InlineData(1, "There is no workspace \"ws_none\"; list-workspaces lists them.", "grant-credits", "ws_none", "5")]
    [InlineData(1, "There is no key with this id; list-keys lists them. The id begins with key_, it is not the key itself.", "revoke-key", "ovt_key")]
    [InlineData(2, "The name is empty.", "add-workspace", " ")]
    [InlineData(2, "The name is empty.", "add-key", "ws_sandbox", "--name", "")]
    [InlineData(2, "The name holds a control character.", "add-workspace", "two\nlines")]
    [InlineData(2, "add-workspace needs NAME: overture-server add-workspace NAME", "add-workspace")]
    [InlineData(2, "add-workspace does not know what \"Corp\" is for; put a name with spaces into quotes.", "add-workspace", "Acme", "Corp")]
    [InlineData(2, "The amount must be a whole number from 1 to 1000000000000, without separators, and \"0\" is not.", "grant-credits", "ws_sandbox", "0")]
    [InlineData(2, "The amount must be a whole number from 1 to 1000000000000, without separators, and \"-5\" is not.", "grant-credits", "ws_sandbox", "-5")]
    [InlineData(2, "The amount must be a whole number from 1 to 1000000000000, without separators, and \"1.000\" is not.", "grant-credits", "ws_sandbox", "1.000")]
    public async Task A_mistake_is_told_in_one_sentence_and_changes_nothing(int code, string sentence, params string[] verb)
    {
        Assert.Equal((code, sentence), await VerbTests.RefusedAsync([.. verb, "--data", fixture.Gateway.DataDirectory]));

        await using var db = fixture.Gateway.Services.GetRequiredService<Database>().Open();
        Assert.Equal((1, 1, 1), (await db.Workspaces.CountAsync(Token), await db.ApiKeys.CountAsync(Token), await db.Ledger.CountAsync(Token)));
    }
}
