using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Overture.Server.Telemetry;

namespace Overture.FunctionalTests.Support;

/// <summary>Instruments that nobody listens to, for parts of the server that a test puts together by hand.</summary>
internal static class Unwatched
{
    public static Instruments Instruments { get; } = new(
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(),
        TimeProvider.System);
}
