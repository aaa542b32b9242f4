using System.Text.Json;

namespace Overture.Connectors.WebSession.Replies;

/// <summary>Chooses the best of a picture's sizes.</summary>
internal static class PictureReader
{
    private const int WantedWidth = 200;

    // The deepest form seen has three steps from profile to vector image; searching deeper would find other pictures.
    private const int MaxDepth = 4;

    public static string? Read(JsonElement profile)
    {
        var picture = profile.Get("profilePicture").IsObject() ? profile.Get("profilePicture") : profile.Get("picture");
        var image = VectorImage(picture, 0);
        var best = image.IsObject() ? Nearest(image.Get("artifacts")) : default;
        var address = image.Get("rootUrl").Text() + best.Get("fileIdentifyingUrlPathSegment").Text();
        return best.IsObject()
            && Uri.TryCreate(address, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
                ? address
                : null;
    }

    private static JsonElement VectorImage(JsonElement element, int depth)
    {
        if (!element.IsObject() || depth > MaxDepth) return default;
        if (element.Get("artifacts").ValueKind == JsonValueKind.Array) return element;
        // Prefer the unframed picture when both exist.
        var plain = VectorImage(element.Get("displayImageReference"), depth + 1);
        return plain.IsObject()
            ? plain
            : element.EnumerateObject()
                .Select(property => VectorImage(property.Value, depth + 1))
                .FirstOrDefault(JsonShape.IsObject);
    }

    private static JsonElement Nearest(JsonElement artifacts) =>
        artifacts.EnumerateArray()
            .Where(artifact => !string.IsNullOrEmpty(artifact.Get("fileIdentifyingUrlPathSegment").Text()))
            .OrderBy(artifact => Math.Abs((long)WantedWidth - Width(artifact)))
            .FirstOrDefault();

    private static int Width(JsonElement artifact) =>
        artifact.Get("width") is { ValueKind: JsonValueKind.Number } width && width.TryGetInt32(out var pixels)
            ? pixels
            : 0;
}
