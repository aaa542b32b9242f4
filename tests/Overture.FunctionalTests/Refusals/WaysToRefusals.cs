using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Refusals;

/// <summary>
/// For every reason a way to meet it, as a caller would: most with a test person, some with limits or settings.
/// </summary>
internal sealed class WaysToRefusals : IAsyncDisposable
{
    private readonly Gateway _gateway;

    /// <summary>One with hardly any room: a short line, a slow key, a full queue.</summary>
    private readonly Gateway _narrow;

    /// <summary>One that others could reach.</summary>
    private readonly Gateway _open;

    private int _member = 1_001;
    private int _person = 5_000;
    private bool _hasSecondWorkspace;

    private WaysToRefusals(Gateway gateway, Gateway narrow, Gateway open) =>
        (_gateway, _narrow, _open) = (gateway, narrow, open);

    public DateTimeOffset Now => _gateway.Time.GetUtcNow();

    public IReadOnlyDictionary<Reason, Func<Task<Answered>>> All => new Dictionary<Reason, Func<Task<Answered>>>
    {
        [Reason.MissingApiKey] = () => _gateway.SendAsync(new(HttpMethod.Get, "/v2/credits"), key: null),
        [Reason.UnknownApiKey] = () => _gateway.SendAsync(new(HttpMethod.Get, "/v2/credits"), key: "nobody's"),
        [Reason.SandboxKeyRefused] = () => _open.GetAsync("/v2/credits"),
        [Reason.UnknownPath] = () => _gateway.GetAsync("/v2/nothing"),
        [Reason.MethodNotAllowed] = () => _gateway.GetAsync("/v2/network"),
        [Reason.UnsupportedMediaType] = () => SendTextAsync("{}", "text/plain"),
        [Reason.BodyTooLarge] = () => SendTextAsync(new string(' ', 9_000_000), "application/json"),
        [Reason.MalformedBody] = () => SendTextAsync("{", "application/json"),
        [Reason.UnknownAccount] = () => _gateway.InviteAsync("acc_nobody", "johndoe"),
        [Reason.UnknownAction] = () => _gateway.ActAsync("acc_sandbox", "invites"),
        [Reason.MissingParameter] = () => _gateway.ActAsync("acc_sandbox", "invite"),
        [Reason.InvalidParameter] = () => _gateway.InviteAsync("acc_sandbox", "johndoe", ("note_policy", "sometimes")),
        [Reason.UnknownParameter] = () => _gateway.InviteAsync("acc_sandbox", "johndoe", ("mesage", "Hello")),
        [Reason.NotAPersonUrl] = () => _gateway.ActAsync(
            "acc_sandbox", "invite", new JsonObject { ["profile_url"] = "https://www.linkedin.com/company/acme" }),
        [Reason.NoteTooLong] = () => InviteNewAsync("", new string('x', 201)),
        [Reason.NoteHasPlaceholder] = () => InviteNewAsync("", "Hi {{first_name}}"),
        [Reason.LoginRefused] = () => _gateway.PostAsync(
            "/v2/login", new JsonObject { ["platform"] = "linkedin", ["login_token"] = "no-session" }),
        [Reason.PersonNotFound] = async () => await _gateway.InviteAsync(await ConnectAsync(), "nobody-of-this-name"),
        [Reason.SelfInvite] = async () => await _gateway.InviteAsync(await ConnectAsync(), $"sandbox-member-{_member}"),
        [Reason.AlreadyInvited] = () => InviteNewAsync("--already-invited"),
        [Reason.TheyInvitedYou] = () => InviteNewAsync("--invited-you"),
        [Reason.ResendCooldown] = () => InviteNewAsync("--resend-cooldown"),
        [Reason.EmailRequired] = () => InviteNewAsync("--email-required"),
        [Reason.NotInvitable] = () => InviteNewAsync("--not-invitable"),
        [Reason.Memorialized] = () => InviteNewAsync("--memorialized"),
        [Reason.DoNotContact] = ForbidAndInviteAsync,
        [Reason.ClaimedByTeammate] = InviteATeammatesAsync,
        [Reason.PendingLimit] = () => InviteTwoUnderAsync(("pending", 1)),
        [Reason.WeeklyLimit] = () => InviteTwoUnderAsync(("per_week", 1)),
        [Reason.DailyLimit] = () => InviteTwoUnderAsync(("per_day", 1)),
        [Reason.OutsideWorkingHours] = () => InviteTwoUnderAsync(("working_hours", HoursWithoutNow())),
        [Reason.Pacing] = () => InviteTwoUnderAsync(("gap_seconds", 60)),
        [Reason.QueueFull] = FillTheQueueAsync,
        [Reason.UnknownOperation] = () => _gateway.ActAsync(
            "acc_sandbox", "get_operation", new JsonObject { ["operation_id"] = "op_1" }),
        [Reason.OperationNotQueued] = CancelWhatWasSentAsync,
        [Reason.NoteQuota] = () => InviteNewAsync("--note-quota", "Hello"),
        [Reason.PlatformInvitationLimit] = () => InviteNewAsync("--weekly-limit"),
        [Reason.PlatformThrottled] = () => InviteNewAsync("--throttled"),
        [Reason.GatewayBusy] = CrowdAnAccountAsync,
        [Reason.SessionExpired] = () => InviteNewAsync("--session-expired"),
        [Reason.ChallengeRequired] = () => InviteNewAsync("--challenge"),
        [Reason.AccountRestricted] = () => InviteNewAsync("--restricted"),
        [Reason.AccountPaused] = () => InviteTwoUnderAsync(("paused", true)),
        [Reason.OutcomeUnknown] = () => InviteNewAsync("--lost-request"),
        [Reason.UpstreamUnavailable] = InviteInAnOutageAsync,
        [Reason.UpstreamChanged] = () => InviteNewAsync("--unknown-refusal"),
        [Reason.IdempotencyInProgress] = AskTwiceAtOnceAsync,
        [Reason.IdempotencyMismatch] = UseAKeyTwiceAsync,
        [Reason.InsufficientCredits] = SpendWhatIsNotThereAsync,
        [Reason.InternalError] = ReadABrokenRowAsync,
        [Reason.ReadBudget] = ReadTooMuchAsync,
        [Reason.WorkspaceLimit] = ConnectOneTooManyAsync,
        [Reason.MemberConnectedElsewhere] = ConnectElsewhereAsync,
        [Reason.MalformedRequest] = () => _gateway.GetAsync("/v2/%00"),
        [Reason.HostNotAllowed] = () => _gateway.SendAsync(
            new(HttpMethod.Get, "/v2/credits") { Headers = { Host = "evil.example" } }),
        // Last: from here on the narrow one answers nothing else.
        [Reason.KeyRateLimit] = AskTooOftenAsync,
    };

    public static async Task<WaysToRefusals> StartAsync() => new(
        await Gateway.StartAsync(settings: ["Overture:Invitations:ClaimsEnabled=true"]),
        await Gateway.StartAsync(settings:
        [
            "Overture:Accounts:MaxWaiting=1", "Overture:Http:RequestsPerMinute=80", "Overture:Queue:MaxQueued=1",
            "Overture:Credits:SandboxGrant=1", "Overture:Caps:Accounts=3", "Overture:Limits:ReadsPerHour=20",
        ]),
        await Gateway.StartAsync(settings: "urls=http://0.0.0.0:0"));

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _narrow.DisposeAsync();
        await _open.DisposeAsync();
    }

    private async Task<Answered> ReadTooMuchAsync()
    {
        var account = await _narrow.ConnectAsync(1_700);
        Answered answer;
        do answer = await _narrow.InviteAsync(account, $"nobody-{++_person}", ("dry_run", true));
        while (answer.Status == 200 && !answer.Text.Contains("read_budget", StringComparison.Ordinal));
        return await _narrow.ActAsync(
            account, "do_not_contact_add", new JsonObject { ["identifier"] = $"nobody-{++_person}" });
    }

    private async Task<Answered> ConnectOneTooManyAsync()
    {
        Answered answer;
        var member = 1_700;
        do
        {
            answer = await _narrow.PostAsync(
                "/v2/login", new JsonObject { ["platform"] = "linkedin", ["login_token"] = $"sandbox-{++member}" });
        }
        while (answer.Status == 200);

        return answer;
    }

    /// <summary>A workspace without credits.</summary>
    private async Task AddSecondWorkspaceAsync()
    {
        if (!_hasSecondWorkspace) await SecondWorkspace.AddAsync(_gateway, credits: 0);
        _hasSecondWorkspace = true;
    }

    private async Task<Answered> ConnectElsewhereAsync()
    {
        await AddSecondWorkspaceAsync();
        await ConnectAsync();
        return await _gateway.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/v2/login")
            {
                Content = JsonContent.Create(
                    new JsonObject { ["platform"] = "linkedin", ["login_token"] = $"sandbox-{_member}" }),
            },
            SecondWorkspace.Key);
    }

    private string NewPerson(string behaviour = "") =>
        string.Create(CultureInfo.InvariantCulture, $"person-{++_person}{behaviour}");

    /// <summary>An account of a member who is not premium, and whom no other way has used.</summary>
    private Task<string> ConnectAsync()
    {
        if (++_member % 10 == 0) _member++;
        return _gateway.ConnectAsync(_member);
    }

    private async Task<Answered> InviteNewAsync(string behaviour, string? message = null) =>
        await _gateway.InviteAsync(await ConnectAsync(), NewPerson(behaviour), message);

    private Task<Answered> SendTextAsync(string body, string mediaType) => _gateway.SendAsync(
        new HttpRequestMessage(
            HttpMethod.Post, "/v2/network")
        { Content = new StringContent(body, Encoding.UTF8, mediaType) });

    private async Task<Answered> InviteTwoUnderAsync((string Name, JsonNode? Value) limit)
    {
        var account = await ConnectAsync();
        Assert.Equal(200, (await _gateway.InviteAsync(account, NewPerson())).Status);
        await _gateway.LimitAsync(account, limit);
        return await _gateway.InviteAsync(account, NewPerson());
    }

    private string HoursWithoutNow()
    {
        var later = Now.AddHours(2);
        return string.Create(CultureInfo.InvariantCulture, $"{later.Hour:00}:00-{later.Hour:00}:59");
    }

    private async Task<Answered> ForbidAndInviteAsync()
    {
        var (account, person) = (await ConnectAsync(), NewPerson());
        Assert.Equal(200, (await _gateway.ActAsync(
            account, "do_not_contact_add", new JsonObject { ["identifier"] = person })).Status);
        return await _gateway.InviteAsync(account, person);
    }

    private async Task<Answered> InviteATeammatesAsync()
    {
        var person = NewPerson();
        Assert.Equal(200, (await _gateway.InviteAsync(await ConnectAsync(), person)).Status);
        return await _gateway.InviteAsync(await ConnectAsync(), person);
    }

    private async Task<Answered> FillTheQueueAsync()
    {
        Assert.Equal(
            200, (await _narrow.ActAsync("acc_sandbox", "set_limits", new JsonObject { ["paused"] = true })).Status);
        Assert.Equal(202, (await _narrow.QueueAsync("acc_sandbox", NewPerson())).Status);
        return await _narrow.QueueAsync("acc_sandbox", NewPerson());
    }

    private async Task<Answered> CancelWhatWasSentAsync()
    {
        var account = await ConnectAsync();
        var queued = await _gateway.QueueAsync(account, NewPerson());
        var id = queued.Data["operation_id"]!.GetValue<string>();
        await _gateway.OperationIsAsync(account, id, "sent");
        return await _gateway.ActAsync(account, "cancel_operation", new JsonObject { ["operation_id"] = id });
    }

    private async Task<Answered> AskTooOftenAsync()
    {
        while (true)
        {
            var answer = await _narrow.GetAsync("/v2/credits");
            if (answer.Status != 200) return answer;
        }
    }

    private async Task<Answered> CrowdAnAccountAsync()
    {
        var account = await _narrow.ConnectAsync(77);
        var crowd = Enumerable.Range(0, 6).Select(_ => _narrow.InviteAsync(account, NewPerson("--slow"))).ToList();
        var answers = await Task.WhenAll(crowd);
        // One gets its turn and the only credit, one waits for its turn and finds no credit left.
        return answers.First(answer => answer.Status is not (200 or 402));
    }

    private async Task<Answered> InviteInAnOutageAsync()
    {
        var account = await ConnectAsync();
        await _gateway.Sandbox.AddFaultAsync(new JsonObject { ["kind"] = "status-503", ["path"] = "resolve" });
        var answer = await _gateway.InviteAsync(account, NewPerson());
        await _gateway.Sandbox.ClearFaultsAsync();
        return answer;
    }

    private async Task<Answered> AskTwiceAtOnceAsync()
    {
        // The one that comes first takes three seconds; whoever asks meanwhile is told so.
        var (account, person) = (await ConnectAsync(), NewPerson("--slow"));
        var answers = await Task.WhenAll(
            _gateway.InviteAsync(account, person, idempotencyKey: person),
            _gateway.InviteAsync(account, person, idempotencyKey: person));
        return answers.First(answer => answer.Status != 200);
    }

    private async Task<Answered> UseAKeyTwiceAsync()
    {
        var account = await ConnectAsync();
        Assert.Equal(200, (await _gateway.InviteAsync(account, NewPerson(), idempotencyKey: "one")).Status);
        return await _gateway.InviteAsync(account, NewPerson(), idempotencyKey: "one");
    }

    private async Task<Answered> SpendWhatIsNotThereAsync()
    {
        await AddSecondWorkspaceAsync();
        var login = new HttpRequestMessage(HttpMethod.Post, "/v2/login")
        {
            Content = new StringContent(
                """{"platform":"linkedin","login_token":"sandbox-2001"}""", Encoding.UTF8, "application/json"),
        };
        var account = (await _gateway.SendAsync(login, SecondWorkspace.Key)).Data["account_id"]!.GetValue<string>();
        var body = new JsonObject
        {
            ["account_id"] = account,
            ["action"] = "invite",
            ["params"] = new JsonObject { ["identifier"] = NewPerson() },
        };
        return await _gateway.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/v2/network")
            {
                Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
            },
            SecondWorkspace.Key);
    }

    /// <summary>A word in the database that no version of the gateway has written.</summary>
    private async Task<Answered> ReadABrokenRowAsync()
    {
        var account = await ConnectAsync();
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(_gateway.DataDirectory, "overture.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE accounts SET member_id = x'' WHERE id = $id";
        command.Parameters.AddWithValue("$id", RowKey.Parse(RowKind.Account, account)!.Value);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return await _gateway.GetAsync($"/v2/accounts/{account}");
    }
}
