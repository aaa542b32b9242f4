namespace Overture.FunctionalTests.Support;

/// <summary>Waits for what happens by itself, and fails when it does not.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public static Task HoldsAsync(Func<Task<bool>> condition, string what) => HoldsAsync(condition, () => what);

    /// <summary>The same, with a message that says how things stand when it gives up.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, Func<string> what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) >= Deadline) Assert.Fail($"{what()}: not after {Deadline}");
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
