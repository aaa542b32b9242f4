using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Overture.Server.Storage;

/// <summary>Reads and writes a <see cref="PersonKey"/> as its bytes.</summary>
internal sealed class PersonKeyConverter() : ValueConverter<string, byte[]>(
    key => PersonKey.ToBytes(key),
    bytes => PersonKey.FromBytes(bytes));
