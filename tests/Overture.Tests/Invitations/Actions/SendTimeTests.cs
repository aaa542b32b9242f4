using System.Globalization;
using Overture.Server.Invitations.Actions;

namespace Overture.Tests.Invitations.Actions;

public sealed class SendTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-12-01T09:00:00.123456789Z", "2026-12-01T09:00:00.1234567Z")] // Cut off, not rounded.
    [InlineData("2026-12-01T09:00:59.999999999+02:00", "2026-12-01T07:00:59.9999999Z")]
    [InlineData("2026-12-01T09:00:00.12345678-05:30", "2026-12-01T14:30:00.1234567Z")]
    [InlineData("2026-12-01T09:00:00.1234567Z", "2026-12-01T09:00:00.1234567Z")]
    [InlineData("2026-12-01T09:00:00.1Z", "2026-12-01T09:00:00.1Z")]
    [InlineData("2026-12-01T09:00:00Z", "2026-12-01T09:00:00Z")]
    [InlineData("2026-12-01T09:00Z", "2026-12-01T09:00:00Z")]
    public void Time_with_up_to_nine_digits_of_fraction_is_taken(string text, string expected)
    {
        Assert.True(SendTime.Parse(text, queuesByDefault: false, Now).Succeeded(out var time, out _));

        Assert.Equal(
            DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            time.NotBefore);
    }

    [Theory]
    [InlineData("2026-12-01T09:00:00.1234567890Z")]
    [InlineData("2026-12-01T09:00:00.Z")]
    [InlineData("2026-12-01T09:00:00.123456789")]
    [InlineData("2026-12-01T09:00.123456789Z")]
    [InlineData("2026-12-01 09:00:00Z")]
    [InlineData("2026-02-30T09:00:00.123456789Z")]
    public void What_is_no_time_with_a_zone_is_refused(string text) =>
        Assert.Contains(
            "ISO 8601 with a zone",
            SendTime.Parse(text, queuesByDefault: false, Now).Refusal!.Text,
            StringComparison.Ordinal);
}
