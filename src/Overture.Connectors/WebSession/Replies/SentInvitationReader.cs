using System.Text.Json;

namespace Overture.Connectors.WebSession.Replies;

/// <summary>Reads the answer of a send. Only a named invitation is a success; a 2xx status alone is not.</summary>
internal static class SentInvitationReader
{
    public static SentInvitation? Read(ReplyDocument document)
    {
        if (document.ReportsFault) return null;
        var id = Read(document.Data.Get("value")) ?? Read(document.Root.Get("value"));
        return id is { } number ? new SentInvitation(number) : null;
    }

    private static long? Read(JsonElement value) =>
        Urn.InvitationId(value.Get("invitationUrn").Text())
        ?? Urn.InvitationId(value.Get("*invitation").Text())
        ?? Urn.InvitationId(value.Get("invitation").Get("entityUrn").Text());
}
