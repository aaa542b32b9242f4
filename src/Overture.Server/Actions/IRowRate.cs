using Overture.Server.Http;

namespace Overture.Server.Actions;

/// <summary>Bounds how many rows a key may send in requests that carry many.</summary>
internal interface IRowRate
{
    /// <summary>Counts the rows of a call, all of them or none; the refusal when they are too many.</summary>
    ValueTask<Refusal?> TakeAsync(long apiKeyId, int rows);
}
