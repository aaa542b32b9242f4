using CsCheck;
using Overture.Sandbox.Control;

namespace Overture.Tests.Sandbox;

public sealed class IsoDurationTests
{
    [Fact]
    public void Formatted_durations_parse_back() => Gen.Long[0, TimeSpan.FromDays(40_000).Ticks].Sample(ticks =>
        IsoDuration.TryParse(IsoDuration.Format(TimeSpan.FromTicks(ticks)), out var duration)
        && duration.Ticks == ticks);

    [Theory]
    [InlineData("P3D", 3 * 86_400)]
    [InlineData("P2W", 14 * 86_400)]
    [InlineData("PT36H", 36 * 3_600)]
    [InlineData("P1DT2H3M4.5S", 86_400 + 7_200 + 180 + 4.5)]
    [InlineData("PT0S", 0)]
    [InlineData("PT90M", 5_400)]
    [InlineData("P0D", 0)]
    public void Durations_of_fixed_length_are_read(string text, double seconds)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("3D")]
    [InlineData("-P3D")]
    [InlineData("P-3D")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("p3d")]
    [InlineData("P3D\n")]
    [InlineData(" P3D")]
    [InlineData("+P3D")]
    [InlineData("P1DT1M1Y")]
    [InlineData("P1W2D")]
    [InlineData("P-1W")]
    [InlineData("PW")]
    [InlineData("P999999999W")]
    [InlineData("PT1.5H")]
    [InlineData("PT.5S")]
    [InlineData("PT1.S")]
    [InlineData("PT0,5S")]
    [InlineData("PT0.12345678S")]
    [InlineData("P999999999D")]
    [InlineData("P9999999999D")]
    public void Everything_else_is_refused(string text) => Assert.False(IsoDuration.TryParse(text, out _));

    [Theory]
    [InlineData(0, "PT0S")]
    [InlineData(3 * 86_400, "P3D")]
    [InlineData(90, "PT1M30S")]
    public void The_shortest_form_is_written(double seconds, string text) =>
        Assert.Equal(text, IsoDuration.Format(TimeSpan.FromSeconds(seconds)));
}
