using System.Diagnostics;
using OpenTelemetry;

namespace Overture.Server.Telemetry;

/// <summary>Reduces request addresses to the host before they are exported: path and query name the person.</summary>
internal sealed class UpstreamAddresses : BaseProcessor<Activity>
{
    public const string Source = "System.Net.Http";

    private const string AddressTag = "url.full";

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name == Source && data.GetTagItem(AddressTag) is string address)
        {
            data.SetTag(AddressTag, new Uri(address).GetLeftPart(UriPartial.Authority));
        }
    }
}
