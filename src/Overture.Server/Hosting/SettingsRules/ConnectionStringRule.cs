using Npgsql;
using Overture.Server.Storage;

namespace Overture.Server.Hosting.SettingsRules;

/// <summary>
/// The connection string can be read. The fault never quotes it, as the driver's own message may: it contains a
/// password.
/// </summary>
internal sealed class ConnectionStringRule : SettingsRule<StorageOptions>
{
    protected override IEnumerable<string> FaultsOf(StorageOptions options) => IsReadable(options.PostgreSql)
        ? []
        : [
            $"{StorageOptions.Section}:{nameof(options.PostgreSql)} is not a connection string such as "
            + "Host=db.example.org;Database=overture;Username=overture;Password=….",
        ];

    private static bool IsReadable(string? connectionString)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(connectionString);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }
}
