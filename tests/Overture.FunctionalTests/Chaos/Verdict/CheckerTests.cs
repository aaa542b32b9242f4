using System.Text;
using Overture.FunctionalTests.Chaos.Callers;

namespace Overture.FunctionalTests.Chaos.Verdict;

/// <summary>
/// Sound evidence passes, and each corruption of it is found: without this a green run would prove nothing.
/// </summary>
public sealed class CheckerTests
{
    private const string Member = "ACoAA1";
    private const long Workspace = 1;

    private static readonly Pair Sent = new("sandbox-1", "person-1");
    private static readonly Pair Refused = new("sandbox-1", "person-2--not-invitable");
    private static readonly ChaosRequest First = new(0, Sent, "acc_1", "person-1", "k1") { MustBeGranted = true };
    private static readonly ChaosRequest Second = new(
        1, Refused, "acc_1", "person-2--not-invitable", null)
    { IsTroubled = true };
    private static readonly InvitationFact SentRow = new(1, "acc_1", Member, "pending", 500, 1);
    private static readonly InvitationFact RefusedRow = new(2, "acc_1", "ACoAA2", "refused", null, 1);

    private static readonly Evidence Sound = new()
    {
        Witness = [new WitnessFact(500, "sandbox-1", "person-1")],
        Wire = [new WireSend("sandbox-1", Member), new WireSend("sandbox-1", "ACoAA2")],
        Store = new StoreFacts
        {
            Invitations = [SentRow, RefusedRow],
            Ledger =
            [
                new(Workspace, null, "grant", 100), new(Workspace, 1, "debit", -1), new(Workspace, 2, "debit", -1),
                new(Workspace, 2, "refund", 1),
            ],
            Balances = new Dictionary<long, long> { [Workspace] = 99 },
            Keys = [new KeyFact("k1", 1, 200)],
            People = new Dictionary<string, string> { [Member] = "person-1", ["ACoAA2"] = "person-2--not-invitable" },
        },
        Requests = [First, Second],
        Calls =
        [
            Granted(First, 500, second: 1), Granted(First, 500, second: 3, isReplayed: true),
            Denied(Second, "not_invitable", second: 1),
        ],
        Tokens = new Dictionary<string, string> { ["acc_1"] = "sandbox-1" },
    };

    [Fact]
    public void Sound_evidence_passes() => Assert.Empty(Checker.Check(Sound));

    [Fact]
    public void A_second_invitation_to_one_person_is_a_duplicate() =>
        Finds(
            Sound with { Witness = [.. Sound.Witness, new WitnessFact(501, "sandbox-1", "person-1")] },
            ViolationKind.Duplicate, "I1");

    [Fact]
    public void An_invitation_that_no_caller_requested_is_a_duplicate() =>
        Finds(
            Sound with { Witness = [.. Sound.Witness, new WitnessFact(501, "sandbox-1", "person-9")] },
            ViolationKind.Duplicate, "I1");

    [Fact]
    public void A_send_without_an_intent_of_its_own_is_a_duplicate() =>
        Finds(Sound with { Wire = [.. Sound.Wire, new WireSend("sandbox-1", Member)] }, ViolationKind.Duplicate, "I1");

    [Fact]
    public void Two_rows_that_say_sent_are_a_duplicate() =>
        Finds(WithRows(SentRow, SentRow with { Id = 3 }, RefusedRow), ViolationKind.Duplicate, "I3");

    [Fact]
    public void A_200_that_the_network_does_not_know_is_lost() =>
        Finds(Sound with { Witness = [] }, ViolationKind.Lost, "I2");

    [Fact]
    public void A_200_that_names_another_invitation_is_lost() =>
        Finds(Sound with { Calls = [Granted(First, 501, second: 1), Sound.Calls[2]] }, ViolationKind.Lost, "I2");

    [Fact]
    public void An_already_invited_that_the_network_does_not_know_is_lost() =>
        Finds(
            Sound with { Calls = [Sound.Calls[0], Denied(Second, "already_invited", second: 2)] }, ViolationKind.Lost,
            "I2");

    [Fact]
    public void A_deleted_row_is_lost() => Finds(WithRows(RefusedRow), ViolationKind.Lost, "I3");

    [Fact]
    public void An_invitation_settled_as_not_sent_that_did_arrive_is_lost() =>
        Finds(WithRows(SentRow with { State = "not_sent", Number = null }, RefusedRow), ViolationKind.Lost, "I3");

    [Fact]
    public void A_row_with_another_number_is_lost() =>
        Finds(WithRows(SentRow with { Number = 501 }, RefusedRow), ViolationKind.Lost, "I3");

    [Fact]
    public void A_row_that_says_sent_where_nothing_arrived_is_lost() =>
        Finds(WithRows(SentRow, RefusedRow with { State = "pending", Number = 502 }), ViolationKind.Lost, "I3");

    [Fact]
    public void A_request_that_was_never_granted_is_lost() => Finds(
        Sound with { Calls = [Denied(First, "resend_cooldown", second: 1), Sound.Calls[2]] }, ViolationKind.Lost, "I2");

    [Fact]
    public void A_balance_that_is_not_the_sum_of_its_entries_is_a_wrong_charge() => Finds(
        Sound with { Store = Sound.Store with { Balances = new Dictionary<long, long> { [Workspace] = 98 } } },
        ViolationKind.WrongCharge, "I4");

    [Theory]
    [InlineData(1, "debit")]
    [InlineData(2, "debit")]
    [InlineData(2, "refund")]
    public void A_missing_entry_is_a_wrong_charge(long invitation, string kind) => Finds(
        WithLedger([.. Sound.Store.Ledger.Where(entry => entry.InvitationId != invitation || entry.Kind != kind)]),
        ViolationKind.WrongCharge, "I4");

    [Theory]
    [InlineData(1, "refund", 1)]
    [InlineData(2, "debit", -1)]
    [InlineData(7, "debit", -1)]
    public void An_entry_too_many_is_a_wrong_charge(long invitation, string kind, long amount) => Finds(
        WithLedger([.. Sound.Store.Ledger, new LedgerFact(Workspace, invitation, kind, amount)]),
        ViolationKind.WrongCharge, "I4");

    [Fact]
    public void An_error_that_costs_something_is_a_wrong_charge() => Finds(
        Sound with { Calls = [.. Sound.Calls, Denied(Second, "not_invitable", second: 2, credits: 1)] },
        ViolationKind.WrongCharge, "I4");

    [Fact]
    public void Two_requests_that_paid_for_one_invitation_are_a_wrong_charge()
    {
        var third = First with { Id = 2, Key = "k3" };
        Finds(
            Sound with
            {
                Requests = [.. Sound.Requests, third],
                Calls = [.. Sound.Calls, Granted(third, 500, second: 1)],
            },
            ViolationKind.WrongCharge, "I4");
    }

    [Fact]
    public void A_replay_with_other_bytes_is_found() => Finds(
        Sound with { Calls = [.. Sound.Calls, Granted(First, 500, second: 5, isReplayed: true, name: "Another")] },
        ViolationKind.ReplayDiffers, "I5");

    [Fact]
    public void A_key_answered_twice_afresh_is_found() => Finds(
        Sound with { Calls = [.. Sound.Calls, Granted(First, 500, second: 5)] }, ViolationKind.ReplayDiffers, "I5");

    [Fact]
    public void A_refusal_under_a_key_that_had_its_200_is_found() => Finds(
        Sound with { Calls = [.. Sound.Calls, Denied(First, "already_invited", second: 5)] },
        ViolationKind.ReplayDiffers, "I5");

    [Fact]
    public void A_row_that_nobody_settles_is_stuck() =>
        Finds(WithRows(SentRow, RefusedRow with { State = "unknown" }), ViolationKind.Stuck, "I3");

    [Fact]
    public void A_key_without_an_answer_is_stuck() => Finds(
        Sound with { Store = Sound.Store with { Keys = [new KeyFact("k1", 1, null)] } }, ViolationKind.Stuck, "I5");

    [Fact]
    public void A_request_without_a_definite_answer_is_stuck() => Finds(
        Sound with { Calls = [Sound.Calls[0], Denied(Second, "gateway_busy", second: 1)] }, ViolationKind.Stuck, "I5");

    private static void Finds(Evidence evidence, ViolationKind kind, string rule) =>
        Assert.Contains(Checker.Check(evidence), violation => violation.Kind == kind && violation.Rule == rule);

    private static Evidence WithRows(params InvitationFact[] rows) =>
        Sound with { Store = Sound.Store with { Invitations = rows } };

    private static Evidence WithLedger(LedgerFact[] entries) =>
        Sound with { Store = Sound.Store with { Ledger = entries } };

    private static Call Granted(
        ChaosRequest request, long number, int second, bool isReplayed = false, string name = "Ada") =>
        At(request, second) with
        {
            Status = 200,
            IsReplayed = isReplayed,
            Body = Encoding.UTF8.GetBytes(
                $$$"""{"success":true,"data":{"invitation_urn":"urn:li:invitation:{{{number}}}","""
                + $"\"first_name\":\"{name}\"}}," + "\"metadata\":{\"credits_consumed\":1}}"),
        };

    private static Call Denied(
        ChaosRequest request, string reason, int second, int credits = 0) => At(request, second) with
        {
            Status = 409,
            Body = Encoding.UTF8.GetBytes(
            $$$"""{"success":false,"error":{"reason":"{{{reason}}}"},"metadata":{"credits_consumed":{{{credits}}}}}"""),
        };

    private static Call At(ChaosRequest request, int second) => new(
        request, DateTimeOffset.UnixEpoch.AddSeconds(second), DateTimeOffset.UnixEpoch.AddSeconds(second + 1));
}
