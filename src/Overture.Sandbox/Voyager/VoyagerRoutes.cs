namespace Overture.Sandbox.Voyager;

/// <summary>Maps method and path to an operation.</summary>
internal static class VoyagerRoutes
{
    private const string Me = VoyagerApi.Root + "/me";
    private const string Profiles = VoyagerApi.Root + "/identity/dash/profiles";
    private const string Relationships = VoyagerApi.Root + "/voyagerRelationshipsDashMemberRelationships";

    public static Operation Find(HttpRequest request, out string rest)
    {
        var path = request.Path.Value ?? "";
        rest = "";
        if (HttpMethods.IsPost(request.Method)) return path == Relationships ? Operation.Send : Operation.Unknown;
        if (!HttpMethods.IsGet(request.Method)) return Operation.Unknown;
        if (path == Me) return Operation.Me;
        if (path == Profiles || TryAfter(path, Profiles, out rest)) return Operation.Resolve;
        return TryAfter(path, Relationships, out rest) ? Operation.Relationship : Operation.Unknown;
    }

    private static bool TryAfter(string path, string collection, out string rest)
    {
        var isAfter = path.Length > collection.Length + 1 && path[collection.Length] == '/' &&
            path.StartsWith(collection, StringComparison.Ordinal);
        rest = isAfter ? path[(collection.Length + 1)..] : "";
        return isAfter;
    }
}
