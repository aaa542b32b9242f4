using CsCheck;
using Overture.Server.Limits;

namespace Overture.Tests.Limits;

public sealed class SendHistoryProperties
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(int Kind, int Seconds, int Which, bool HasNote)[]> Steps = Gen.Select(
        Gen.Int[0, 9], Gen.OneOf(Gen.Const(0), Gen.Int[0, 90_000], Gen.Int[0, 700_000]), Gen.Int[0, 99], Gen.Bool)
        .Array[0, 60];

    /// <summary>Forgetting old invitations must not change a budget.</summary>
    [Fact]
    public void A_history_counts_the_same_as_a_list_of_everything() => Steps.Sample(
        steps =>
        {
            var history = SendHistory.Empty;
            var (sent, seen) = (new List<(DateTimeOffset At, bool HasNote)>(), new List<DateTimeOffset>());
            var (now, pending, last) = (Start, 0, (DateTimeOffset?)null);
            foreach (var (kind, seconds, which, hasNote) in steps)
            {
                now = now.AddSeconds(seconds);
                if (kind <= 4)
                {
                    history.Add(now, hasNote);
                    sent.Add((now, hasNote));
                    last = now;
                    pending++;
                }
                else if (kind <= 6 && sent.FindAll(one => now - one.At < SendHistory.Week) is { Count: > 0 } young)
                {
                    var gone = young[which % young.Count];
                    history.Remove(gone.At, gone.HasNote);
                    sent.Remove(gone);
                    pending--;
                }
                else if (kind == 7)
                {
                    history.See(now);
                    seen.Add(now);
                    pending++;
                }
                else if (kind == 8)
                {
                    history.Conclude();
                    pending = Math.Max(0, pending - 1);
                }

                pending = Math.Max(0, pending);
                Assert.Equal(
                    sent.Select(one => one.At).Concat(seen).Where(at => at > now - SendHistory.Week).Order(),
                    history.Sent.Where(at => at > now - SendHistory.Week));
                Assert.Equal(
                    sent.Where(one => one.HasNote && one.At > now - SendHistory.NoteWindow).Select(one => one.At),
                    history.Notes.Where(at => at > now - SendHistory.NoteWindow));
                Assert.Equal((pending, last), (history.Pending, history.LastAttempt));
            }
        },
        iter: 1_000);

    [Fact]
    public void Invitations_too_old_for_every_budget_are_forgotten() => Steps.Sample(steps =>
    {
        var history = SendHistory.Empty;
        var now = Start;
        foreach (var (_, seconds, _, hasNote) in steps)
        {
            now = now.AddSeconds(seconds);
            history.Add(now, hasNote);
            Assert.All(history.Sent, at => Assert.True(at > now - TimeSpan.FromDays(7) - TimeSpan.FromHours(1)));
            Assert.All(history.Notes, at => Assert.True(at > now - TimeSpan.FromDays(30) - TimeSpan.FromHours(1)));
        }
    });

    [Fact]
    public void Instants_up_to_and_including_the_given_one_are_counted() =>
        Gen.Select(Gen.Int[0, 20].Array[0, 20], Gen.Int[-1, 21]).Sample((seconds, until) =>
        {
            DateTimeOffset[] instants = [.. seconds.Order().Select(second => Start.AddSeconds(second))];

            Assert.Equal(
                seconds.Count(second => second <= until),
                SendHistory.CountUntil(instants, Start.AddSeconds(until)));
        });

    [Fact]
    public void A_copy_is_independent()
    {
        var history = new SendHistory([Start], [Start], 1, Start);
        var copy = history.Copy();

        copy.Add(Start.AddHours(1), hasNote: true);

        Assert.Equal((1, 1, 1, Start), (history.Sent.Count, history.Notes.Count, history.Pending, history.LastAttempt));
        Assert.Equal((2, 2, 2, Start.AddHours(1)), (copy.Sent.Count, copy.Notes.Count, copy.Pending, copy.LastAttempt));
    }

    [Fact]
    public void Instants_in_any_order_are_sorted()
    {
        var history = new SendHistory(
            [Start.AddHours(2), Start, Start.AddHours(1)], [Start.AddHours(2), Start], 3, null);

        Assert.Equal([Start, Start.AddHours(1), Start.AddHours(2)], history.Sent);
        Assert.Equal([Start, Start.AddHours(2)], history.Notes);
    }

    [Fact]
    public void Removing_an_invitation_does_not_shorten_the_gap()
    {
        var history = SendHistory.Empty;
        history.Add(Start, hasNote: false);

        history.Remove(Start, hasNote: false);

        Assert.Empty(history.Sent);
        Assert.Equal((0, Start), (history.Pending, history.LastAttempt));
    }

    [Fact]
    public void Removing_an_unknown_invitation_changes_nothing()
    {
        var history = new SendHistory([Start], [], 1, Start);

        history.Remove(Start.AddHours(-1), hasNote: true);

        Assert.Equal((1, 1), (history.Sent.Count, history.Pending));
    }

    [Fact]
    public void An_invitation_read_from_the_database_matches_the_one_that_was_added()
    {
        var history = SendHistory.Empty;
        var at = Start.AddTicks(1_234_567);
        history.Add(at, hasNote: true);

        history.Remove(DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()), hasNote: true);

        Assert.Equal((0, 0, 0), (history.Sent.Count, history.Notes.Count, history.Pending));
    }

    [Fact]
    public void A_note_is_released_even_if_its_invitation_is_older_than_a_week()
    {
        var history = SendHistory.Empty;
        history.Add(Start, hasNote: true);
        history.Add(Start.AddDays(9), hasNote: false);

        history.Remove(Start, hasNote: true);

        Assert.Equal((1, 0, 1), (history.Sent.Count, history.Notes.Count, history.Pending));
    }
}
