using Microsoft.Extensions.Options;
using Overture.Connectors;
using Overture.Server.Accounts.Runtime;

namespace Overture.Server.Accounts.Upstream;

/// <summary>Binds the connector of the account's platform to the account.</summary>
internal sealed class UpstreamPart(
    IConnector connector, IOptions<UpstreamOptions> options, TimeProvider time) : IAccountPart
{
    public Task LoadAsync(AccountContext account, CancellationToken cancellationToken)
    {
        account.Attach(new BoundUpstream(connector, account, options.Value, time));
        return Task.CompletedTask;
    }
}

internal static class UpstreamOfAccount
{
    extension(AccountContext account)
    {
        /// <summary>The platform, bound to the account's session.</summary>
        public BoundUpstream Upstream => account.Part<BoundUpstream>();
    }
}
