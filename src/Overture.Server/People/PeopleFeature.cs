using Overture.Server.Growth;

namespace Overture.Server.People;

internal static class PeopleFeature
{
    public static void AddPeople(this IServiceCollection services) => services.AddRetained<PeopleRetention>();
}
