using System.Net;
using Overture.Sandbox;

namespace Overture.Tests.Sandbox;

public sealed class RestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("overture-sandbox-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_restart_keeps_the_network()
    {
        await using (var before = await RunningSandbox.StartAsync(_folder))
        {
            (await before.InviteAsync("johndoe", "Kept")).Dispose();
            (await before.InviteAsync("accepts-in-3-days")).Dispose();
            Assert.Equal("SENT", await before.RelationshipAsync("already-invited"));
            await before.PostAsync("/sandbox/clock", """{"advance":"P3D"}""");
            await before.PostAsync("/sandbox/sessions/sandbox-9/end", "");
        }

        await using var after = await RunningSandbox.StartAsync(_folder);
        using var refused = await after.InviteAsync("johndoe");
        using var accepted = await after.InviteAsync("person-1");
        using var ended = await after.SendAsync(RunningSandbox.Voyager(HttpMethod.Get, "me", member: 9));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("connected", await after.RelationshipAsync("accepts-in-3-days"));
        Assert.Equal("SENT", await after.RelationshipAsync("already-invited"));
        Assert.Equal("P3D", (await after.GetAsync("/sandbox/clock")).GetProperty("offset").GetString());
        Assert.Equal(HttpStatusCode.Found, ended.StatusCode);
        var ids = (await after.LogAsync()).Select(row => row.GetProperty("id").GetInt64());
        Assert.Equal([123456789, 123456790, 123456791], ids);
        var seeded = await after.GetAsync("/sandbox/invitations?seeded=true&after=123456791");
        Assert.Single(seeded.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_folder_belongs_to_one_sandbox_at_a_time()
    {
        await using var first = await RunningSandbox.StartAsync(_folder);

        var options = new SandboxOptions { DataDirectory = _folder };
        var refusal = Assert.Throws<IOException>(() => SandboxHost.Build(options));

        Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_refused_with_a_sentence()
    {
        File.WriteAllText(Path.Combine(_folder, "sandbox.db"), new string('x', 5000));

        var options = new SandboxOptions { DataDirectory = _folder };
        var refusal = Assert.Throws<IOException>(() => SandboxHost.Build(options));

        Assert.Contains("damaged", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_an_io_exception()
    {
        await using var first = await RunningSandbox.StartAsync();
        var options = new SandboxOptions { Url = first.Http.BaseAddress!.ToString(), DataDirectory = _folder };
        await using var second = SandboxHost.Build(options);

        await Assert.ThrowsAsync<IOException>(() => second.StartAsync(RunningSandbox.Cancellation));
    }
}
