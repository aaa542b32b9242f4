using Overture.Client;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.TypedClient;

/// <summary>The typed client against a real gateway: every action of the network, once.</summary>
public sealed class NetworkClientTests : IAsyncLifetime
{
    private Gateway _gateway = null!;
    private NetworkClient _network = null!;
    private string _account = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gateway = await Gateway.StartAsync();
        _network = new OvertureClient(
            new HttpClient { BaseAddress = _gateway.Http.BaseAddress },
            new OvertureClientOptions { BaseAddress = _gateway.Http.BaseAddress!, ApiKey = Gateway.Key }).Network;
        _account = await _gateway.ConnectAsync(1_001);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Limits_are_read_and_set()
    {
        var limits = (await _network.SetLimitsAsync(
            _account, new AccountLimits { PerDay = 7, WorkingHours = "Mon-Fri 09:00-18:00", TimeZone = "Europe/Paris" },
            cancellationToken: Cancellation)).GetOrThrow();
        Assert.Equal(
            (7, "Mon-Fri 09:00-18:00"),
            (limits.Budgets.Single(budget => budget.Name == BudgetName.Day).Limit, limits.WorkingHours));

        await _network.SetLimitsAsync(_account, new AccountLimits(), cancellationToken: Cancellation);
        limits = (await _network.LimitsAsync(_account, Cancellation)).GetOrThrow();

        Assert.Null(limits.Own);
        Assert.Equal(20, limits.Budgets.Single(budget => budget.Name == BudgetName.Day).Remaining);
    }

    [Fact]
    public async Task A_dry_run_shows_the_gates_and_a_dropped_note_is_told()
    {
        var dry = (await _network.DryRunAsync(
            _account, new InviteParams { Identifier = "already-invited" }, Cancellation)).GetOrThrow();
        Assert.False(dry.WouldSend);
        Assert.Equal(Reason.AlreadyInvited, dry.Gates.Single(gate => gate.Verdict == GateVerdict.Closed).Reason);

        await _network.SetLimitsAsync(_account, new AccountLimits { Notes = 0 }, cancellationToken: Cancellation);
        var sent = await _network.InviteAsync(
            _account, new InviteParams { Identifier = "person-1", Message = "Hello", NotePolicy = NotePolicy.Drop },
            cancellationToken: Cancellation);

        Assert.NotNull(sent.GetOrThrow().InvitationUrn);
        Assert.True(sent.NoteDropped);
    }

    [Fact]
    public async Task Operations_are_queued_listed_read_and_cancelled()
    {
        await _network.SetLimitsAsync(_account, new AccountLimits { Paused = true }, cancellationToken: Cancellation);
        var one = (await _network.QueueAsync(
            _account, new InviteParams { Identifier = "person-1" }, cancellationToken: Cancellation)).GetOrThrow();
        var many = (await _network.InviteManyAsync(
            _account,
            new InviteManyParams
            {
                Rows =
            [
                new InviteRow { Identifier = "person-1" },
                new InviteRow { ProfileUrl = "https://linkedin.com/in/person-2" }, new InviteRow(),
            ]
            },
            new RequestOptions { IdempotencyKey = "many" }, Cancellation)).GetOrThrow();
        Assert.Equal(
            [QueueRowStatus.Duplicate, QueueRowStatus.Queued, QueueRowStatus.Refused],
            many.Rows.Select(row => row.Status));
        Assert.Equal(Reason.MissingParameter, many.Rows[2].Reason);

        var listed = (await _network.ListOperationsAsync(
            _account, new ListOperationsParams { Status = OperationStatus.Queued, Count = 1 },
            Cancellation)).GetOrThrow();
        Assert.Equal(one.OperationId, Assert.Single(listed.Items).OperationId);
        Assert.NotNull(listed.NextCursor);
        Assert.Equal(
            OperationStatus.Queued,
            (await _network.GetOperationAsync(_account, one.OperationId, Cancellation)).GetOrThrow().Status);
        var cancelled = await _network.CancelOperationAsync(_account, one.OperationId, cancellationToken: Cancellation);
        Assert.Equal(OperationStatus.Cancelled, cancelled.GetOrThrow().Status);
    }

    [Fact]
    public async Task People_are_put_on_the_list_and_taken_off_it()
    {
        var person = new DoNotContactParams { Identifier = "person-3", Comment = "Asked us to stop" };
        Assert.Equal(DoNotContactStatus.Added, (await _network.AddDoNotContactAsync(
            _account, person, cancellationToken: Cancellation)).GetOrThrow().Status);
        var imported = (await _network.ImportDoNotContactAsync(
            _account, "identifier\nperson-3\nperson-4", cancellationToken: Cancellation)).GetOrThrow();
        Assert.Equal((1, 1, 0), (imported.Added, imported.AlreadyListed, imported.Refused));
        var listed = (await _network.ListDoNotContactAsync(_account, cancellationToken: Cancellation)).GetOrThrow();
        Assert.Equal("Asked us to stop", listed.Items.Single(item => item.PublicIdentifier == "person-3").Comment);

        var refused = await _network.InviteAsync(
            _account, new InviteParams { Identifier = "person-3" }, cancellationToken: Cancellation);
        Assert.Equal((Reason.DoNotContact, "workspace"), (refused.Refusal!.Reason, refused.Refusal.Details["list"]));
        var removed = await _network.RemoveDoNotContactAsync(
            _account, new DoNotContactParams { Identifier = "person-3" }, cancellationToken: Cancellation);
        Assert.Equal(DoNotContactStatus.Removed, removed.GetOrThrow().Status);
    }

    [Theory]
    [InlineData("queue", false, NotePolicy.Require)]
    [InlineData(null, true, NotePolicy.Require)]
    [InlineData(null, false, NotePolicy.Wait)]
    public async Task What_may_be_answered_by_something_else_than_an_invitation_has_a_method_of_its_own(
        string? when, bool dryRun, NotePolicy notePolicy) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _network.InviteAsync(
                _account,
                new InviteParams { Identifier = "person-5", When = when, DryRun = dryRun, NotePolicy = notePolicy },
                cancellationToken: Cancellation));
}
