namespace Overture.Server.Workspaces;

/// <summary>What is bounded for each key.</summary>
internal enum KeyRate
{
    /// <summary>Requests in a minute.</summary>
    Requests,

    /// <summary>Rows, in a minute, of requests that carry many.</summary>
    Rows,

    /// <summary>The same rows in a day.</summary>
    RowsOfDay,
}
