using Overture.Server.Growth;

namespace Overture.Server.Events;

internal static class EventsFeature
{
    public static void AddEvents(this IServiceCollection services) => services.AddRetained<EventRetention>();
}
