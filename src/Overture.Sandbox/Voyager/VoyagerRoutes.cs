namespace Overture.Sandbox.Voyager;

/// <summary>Method and path to operation.</summary>
internal static class VoyagerRoutes
{
    private const string Me = VoyagerApi.Root + "/me";
    private const string Profiles = VoyagerApi.Root + "/identity/dash/profiles";
    private const string Relationships = VoyagerApi.Root + "/voyagerRelationshipsDashMemberRelationships";

    public static Operation Find(HttpRequest request, out string rest)
    {
        var path = request.Path.Value ?? "";
        rest = "";
        if (HttpMethods.IsPost(request.Method))
            return path == Relationships ? Operation.Send : Operation.Unknown;
        if (!HttpMethods.IsGet(request.Method))
            return Operation.Unknown;
        if (path == Me)
            return Operation.Me;
        if (path == Profiles || TryBehind(path, Profiles, out rest))
            return Operation.Resolve;
        return TryBehind(path, Relationships, out rest) ? Operation.Relationship : Operation.Unknown;
    }

    private static bool TryBehind(string path, string collection, out string rest)
    {
        var isBehind = path.Length > collection.Length + 1 && path[collection.Length] == '/' &&
            path.StartsWith(collection, StringComparison.Ordinal);
        rest = isBehind ? path[(collection.Length + 1)..] : "";
        return isBehind;
    }
}
