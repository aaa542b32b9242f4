using System.Data.Common;

namespace Overture.Server.Storage;

/// <summary>Tells a database that cannot answer now (away, full, locked) from a fault of our own.</summary>
internal static class StoreFailure
{
    /// <summary>
    /// True when the database is the cause. The drivers' exceptions arrive bare or wrapped by the layer above them.
    /// </summary>
    public static bool IsCauseOf(Exception exception) =>
        exception is DbException || (exception.InnerException is { } inner && IsCauseOf(inner));
}
