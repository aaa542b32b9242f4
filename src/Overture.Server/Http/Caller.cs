namespace Overture.Server.Http;

/// <summary>Who asks: the key, and the workspace it belongs to.</summary>
internal sealed record Caller(long WorkspaceId, long ApiKeyId)
{
    private static readonly object ItemKey = new();

    /// <summary>The caller of a request that has passed the key check.</summary>
    public static Caller Of(HttpContext http) =>
        (Caller?)http.Items[ItemKey] ?? throw new InvalidOperationException("This path is not behind the key check.");

    public void AttachTo(HttpContext http) => http.Items[ItemKey] = this;
}
