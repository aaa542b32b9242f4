using System.Text.Json;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Voyager;

/// <summary>A picture: a root and artifacts. Its address is the root followed by an artifact's segment.</summary>
internal static class VectorImageJson
{
    private const string TypeName = "com.linkedin.common.VectorImage";

    public static void WriteFields(Utf8JsonWriter writer, in Person person, bool normalized)
    {
        if (normalized) writer.WriteString("$type"u8, TypeName);
        writer.WriteString("rootUrl"u8, person.PictureRoot);
        writer.WriteStartArray("artifacts"u8);
        foreach (var size in PictureSegments.Sizes)
        {
            writer.WriteStartObject();
            writer.WriteNumber("width"u8, size);
            writer.WriteNumber("height"u8, size);
            writer.WriteString("fileIdentifyingUrlPathSegment"u8, person.PictureSegment(size));
            writer.WriteNumber("expiresAt"u8, PictureSegments.ExpiresAt);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>MiniProfile's picture: a typed object when normalized, a union keyed by type name when plain.</summary>
    public static void WriteMiniPicture(Utf8JsonWriter writer, in Person person, bool normalized)
    {
        if (person.Picture == PictureKind.None) return;
        writer.WriteStartObject("picture"u8);
        if (!normalized) writer.WriteStartObject(TypeName);
        WriteFields(writer, person, normalized);
        if (!normalized) writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteProfilePicture(Utf8JsonWriter writer, in Person person, bool normalized)
    {
        if (person.Picture == PictureKind.None) return;
        writer.WriteStartObject("profilePicture"u8);
        writer.WriteStartObject(person.Picture == PictureKind.Framed
            ? "displayImageWithFrameReferenceUnion"u8
            : "displayImageReference"u8);
        writer.WriteStartObject("vectorImage"u8);
        WriteFields(writer, person, normalized);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
