using System.Globalization;
using Overture.Client.Contract;
using Overture.Server.Actions;
using Overture.Server.Http;

namespace Overture.Server.Workspaces;

/// <summary>Bounds the rows of requests that carry many.</summary>
internal sealed class KeyRowRate(KeyRateLimit limit) : IRowRate
{
    public async ValueTask<Refusal?> TakeAsync(long apiKeyId, int rows)
    {
        if (rows <= 1) return null;
        return await TakeAsync(KeyRate.Rows, "minute", apiKeyId, rows)
            ?? await TakeAsync(KeyRate.RowsOfDay, "day", apiKeyId, rows);
    }

    private async ValueTask<Refusal?> TakeAsync(KeyRate rate, string window, long apiKeyId, int rows)
    {
        var usage = await limit.TakeAsync(rate, apiKeyId, rows);
        return usage.IsAllowed ? null : new Refusal(
            Reason.KeyRateLimit,
            string.Create(
                CultureInfo.InvariantCulture,
                $"This API key can send {limit.LimitOf(rate)} rows in a {window}; {usage.Remaining} are left and the "
                + $"call has {rows}."))
        {
            RetryAt = usage.EndsAt,
        };
    }
}
