using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Limits;

namespace Overture.Server.DoNotContact;

/// <summary>The refusal of a request that concerns a person on a list. Pure.</summary>
internal static class DoNotContactRefusal
{
    public static Refusal Of(DoNotContactRow entry) => new(Reason.DoNotContact)
    {
        Details = new Dictionary<string, string>
        {
            ["list"] = entry.List == DoNotContactRow.DeploymentList ? "deployment" : "workspace",
            ["since"] = LimitCheck.Text(entry.CreatedAt),
        },
    };
}
