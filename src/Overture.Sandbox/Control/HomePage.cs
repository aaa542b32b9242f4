using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Overture.Sandbox.Network;
using Overture.Sandbox.People;

namespace Overture.Sandbox.Control;

/// <summary>GET /sandbox: the network as a web page.</summary>
internal static class HomePage
{
    private const int NewestInvitations = 50;
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;" +
        "color:#1b1f24;background:#fff}" +
        "table{border-collapse:collapse;width:100%}h2{margin-top:2.5rem}" +
        "th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #d8dee4;vertical-align:top}" +
        "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}" +
        "th,td{border-color:#30363d}a{color:#6cb6ff}}";

    public static IResult Show(SandboxNetwork network)
    {
        var page = new StringBuilder(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">" +
            "<meta name=\"viewport\" content=\"width=device-width\">" +
            $"<title>Overture sandbox</title><style>{Style}</style></head><body><h1>Overture sandbox</h1>" +
            "<p>A simulated professional network. Nothing here leaves this machine.</p>");
        AppendClock(page, network.Clock);
        foreach (var name in (ReadOnlySpan<string>)["people", "invitations", "clock", "faults", "stats"])
        {
            page.Append(CultureInfo.InvariantCulture, $"<a href=\"/sandbox/{name}\">{name}</a> ");
        }

        AppendInvitations(page, network);
        AppendTestPeople(page);
        page.Append("</body></html>");
        return Results.Text(page.ToString(), "text/html", Encoding.UTF8);
    }

    private static void AppendClock(StringBuilder page, SandboxClock clock)
    {
        var (now, offset) = (ControlAnswer.Timestamp(clock.Now), IsoDuration.Format(clock.Offset));
        page.Append(CultureInfo.InvariantCulture, $"<p>Clock: {now}, {offset} ahead of the machine.</p>");
    }

    private static void AppendTestPeople(StringBuilder page)
    {
        page.Append("<h2>Test people</h2><table><tr><th>Slug<th>Name<th>What it does");
        foreach (var person in TestPeople.All)
        {
            AppendRow(page, person.Slug, $"{person.FirstName} {person.LastName}", person.Does);
        }

        page.Append("</table>");
    }

    private static void AppendInvitations(StringBuilder page, SandboxNetwork network)
    {
        var now = network.Clock.Now;
        page.Append(CultureInfo.InvariantCulture, $"<h2>Newest invitations (at most {NewestInvitations})</h2>");
        page.Append("<table><tr><th>Id<th>From<th>To<th>Note<th>State<th>Received");
        foreach (var row in network.Log.Newest(NewestInvitations))
        {
            AppendRow(
                page,
                row.Id.ToString(CultureInfo.InvariantCulture),
                MemberSessions.TokenOf(row.Member),
                Slugs.Format(row.Person),
                row.Note ?? "",
                EnumNames<InvitationState>.Of(row.StateAt(now)),
                ControlAnswer.Timestamp(row.ReceivedAt));
        }

        page.Append("</table>");
    }

    private static void AppendRow(StringBuilder page, params ReadOnlySpan<string> cells)
    {
        page.Append("<tr>");
        foreach (var cell in cells) page.Append("<td>").Append(HtmlEncoder.Default.Encode(cell));
    }
}
