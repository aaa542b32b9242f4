using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Overture.Server.Storage;

/// <summary>
/// The schema, for migrations and reads, put together from the tables of the features. On every database an instant is
/// a number of Unix milliseconds and an enum a small number, so that the statements of the commit queue read alike on
/// all of them.
/// </summary>
internal abstract class OvertureDb(DbContextOptions options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(OvertureDb).Assembly);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            // Ids are made by RowKeys, or given.
            if (property.IsPrimaryKey() && property.DeclaringType.ClrType.Assembly == typeof(OvertureDb).Assembly)
            {
                property.ValueGenerated = ValueGenerated.Never;
            }

            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum)
            {
                property.SetProviderClrType(typeof(short));
            }
        }
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
