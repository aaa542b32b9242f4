using Microsoft.Extensions.Options;

namespace Overture.Connectors.WebSession;

/// <summary>The address from the options.</summary>
internal sealed class ConfiguredAddress(IOptions<WebSessionOptions> options) : IWebSessionAddress
{
    public Uri BaseAddress => options.Value.BaseAddress;
}
