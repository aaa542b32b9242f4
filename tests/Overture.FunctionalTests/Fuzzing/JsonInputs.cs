using System.Reflection;
using System.Text;
using System.Text.Json;
using Overture.Client.Contract;

namespace Overture.FunctionalTests.Fuzzing;

/// <summary>Bodies: those of every action of the contract, with much in them that does not belong there.</summary>
internal sealed class JsonInputs(Random random)
{
    private const int MaxDepth = 4;

    public string Next() => random.Next(12) switch
    {
        0 => Value(0),
        1 => string.Concat(Enumerable.Repeat(random.Of("[", "{\"a\":", "[[", "{\"params\":["), random.Next(1, 4_000))),
        2 => Login(),
        _ => Action(),
    };

    private string Action()
    {
        var action = random.Of(NetworkActions.All);
        var members = new List<string>
        {
            Member("account_id", random.Once(8) ? Value(1) : "\"acc_sandbox\""),
            Member("action", random.Once(12) ? Value(1) : Quote(action.Name)),
            Member("params", random.Once(12) ? Value(1) : Parameters(action.Params)),
        };
        return Disturb(members);
    }

    private string Login() => Disturb(
    [
        Member("platform", random.Once(3) ? Value(1) : "\"linkedin\""),
        Member("login_token", random.Once(2) ? Value(1) : $"\"sandbox-{random.Next(1, 30)}\""),
    ]);

    private string Parameters(Type type)
    {
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(_ => random.Once(2))
            .Select(property => Member(
                JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), Fitting(property.PropertyType)))
            .ToList();
        return Disturb(members);
    }

    /// <summary>Often a value of the kind that is asked for, else any.</summary>
    private string Fitting(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (random.Once(4)) return Value(2);
        if (type == typeof(string)) return Quote(random.Once(3) ? new CsvInputs(random).Next() : random.Text());
        if (type == typeof(bool)) return random.Of("true", "false");
        if (type == typeof(int) || type == typeof(long)) return random.Number();
        if (type.IsEnum) return Quote(random.Of(Enum.GetNames(type)).ToLowerInvariant());
        if (type == typeof(DateTimeOffset)) return Quote(random.Text());
        var item = type.GetInterfaces().Append(type).FirstOrDefault(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
        if (item is null) return Parameters(type);
        var items = random.Next(random.Once(30) ? 1_200 : 5);
        return $"[{string.Join(',', Enumerable.Range(0, items).Select(_ => Fitting(item)))}]";
    }

    private string Value(int depth) => random.Next(depth >= MaxDepth ? 5 : 7) switch
    {
        0 => random.Number(),
        1 => random.Of("true", "false", "null", "True", "NaN", "'x'", "/**/1", ""),
        2 or 3 => Quote(random.Text()),
        4 => random.Of("\"\\ud83d\"", "\"\\u0000\"", "\"\\x\"", "\"\t\"", "\"", "\"\\u12\""),
        5 => $"[{string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => Value(depth + 1)))}]",
        _ => Disturb([.. Enumerable.Range(0, random.Next(4)).Select(_ => Member(random.Text(), Value(depth + 1)))]),
    };

    /// <summary>An object of the members, now and then with one too many, one twice, or cut.</summary>
    private string Disturb(List<string> members)
    {
        if (random.Once(15)) members.Add(Member(random.Text(), Value(MaxDepth)));
        if (random.Once(20) && members.Count > 0) members.Add(random.Of(members));
        if (random.Once(5)) members.Reverse();
        var text = $"{{{string.Join(random.Once(30) ? ",," : ",", members)}}}";
        return random.Once(40) ? text[..random.Next(text.Length)] : text;
    }

    private static string Member(string name, string value) => $"{Quote(name)}:{value}";

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\') quoted.Append('\\').Append(character);
            else if (character < ' ') quoted.Append("\\u").Append(((int)character).ToString("x4", null));
            else quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }
}
