using System.Collections.Frozen;
using System.Text.Json;

namespace Overture.Server.Http;

/// <summary>The snake_case name of an enum's value, as callers and operators read it.</summary>
internal static class EnumNames
{
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Names[value];

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>().ToFrozenDictionary(
            value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
    }
}
