using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

/// <summary>
/// API keys are stored as hashes and sessions encrypted: neither appears in the database's files or the log.
/// </summary>
public sealed class SecretsTests : IDisposable
{
    private const string Note = "A confidential note";

    private static readonly string[] Tokens = ["sandbox-1", "sandbox-4711", "sandbox-4720"];

    private readonly string _directory = Directory.CreateTempSubdirectory("overture-secrets-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Keys_and_tokens_are_readable_nowhere_after_a_run()
    {
        using var log = new CapturedLog();
        await using (var gateway = await Gateway.StartAsync(logging => log.Attach(logging, LogLevel.Trace), _directory))
        {
            await SecondWorkspace.AddAsync(gateway);
            await WorkAsync(gateway);
            // Also while it runs: recent writes are still in the write-ahead log.
            ContainsNoSecret(await ReadDatabaseAsync());
            await gateway.StopAsync();
        }

        ContainsNoSecret(await ReadDatabaseAsync());
        Assert.InRange(log.Count, 100, int.MaxValue);
        AssertHasNone(
            log.Text,
            [Gateway.Key, SecondWorkspace.Key, .. Tokens.Skip(1), $"li_at={Tokens[0]}", $"\"{Tokens[0]}\"", Note]);
    }

    [Fact]
    public async Task Log_at_the_default_level_contains_no_token()
    {
        using var log = new CapturedLog();
        await using (
            var gateway = await Gateway.StartAsync(logging => log.Attach(logging, LogLevel.Information), _directory))
        {
            await SecondWorkspace.AddAsync(gateway);
            await WorkAsync(gateway);
            await gateway.StopAsync();
        }

        AssertHasNone(log.Text, [Gateway.Key, SecondWorkspace.Key, .. Tokens, Note]);
    }

    /// <summary>Requests of every kind that carries a secret, including refusals and failures.</summary>
    private static async Task WorkAsync(Gateway gateway)
    {
        var account = await gateway.ConnectAsync(4711);
        var premium = await gateway.ConnectAsync(4720);
        Assert.Equal(200, (await gateway.InviteAsync(account, "johndoe", Note, idempotencyKey: "secret-1")).Status);
        await gateway.InviteAsync(premium, "lost-answer", Note);
        await gateway.InviteAsync(premium, "not-invitable", Note);
        await gateway.InviteAsync(account, "session-expired", Note);
        await gateway.ConnectAsync(4711);
        await gateway.PostAsync(
            "/v2/login",
            new JsonObject { ["platform"] = "linkedin", ["login_token"] = Tokens[1], ["tokn"] = Tokens[2] });
        await gateway.PostAsync("/v2/login", new JsonObject { ["platform"] = Tokens[1], ["login_token"] = Tokens[2] });
        await gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v2/accounts"), SecondWorkspace.Key);
        await gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v2/accounts"), SecondWorkspace.Key + "x");
    }

    private async Task<List<byte[]>> ReadDatabaseAsync()
    {
        var files = new List<byte[]>();
        foreach (var path in Directory.GetFiles(_directory, "overture.db*"))
        {
            files.Add(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        }

        Assert.NotEmpty(files);
        return files;
    }

    private static void ContainsNoSecret(List<byte[]> files)
    {
        // The positive control: names are readable in these bytes, so a token would be, too.
        Assert.Contains(files, file => file.AsSpan().IndexOf("Sandbox account"u8) >= 0);
        foreach (var file in files)
        {
            foreach (var secret in (string[])[Gateway.Key, SecondWorkspace.Key, .. Tokens])
            {
                Assert.Equal(-1, file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
                Assert.Equal(-1, file.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)));
                Assert.Equal(
                    -1,
                    file.AsSpan().IndexOf(
                        Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)))));
            }
        }
    }

    private static void AssertHasNone(string text, IEnumerable<string> secrets)
    {
        foreach (var secret in secrets)
        {
            var at = text.IndexOf(secret, StringComparison.Ordinal);
            if (at < 0) continue;
            Assert.Fail($"\"{secret}\" is logged: {text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 300)]}");
        }
    }
}
