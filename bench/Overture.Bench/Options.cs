using System.Globalization;

namespace Overture.Bench;

/// <summary>The options of a command: names with values, and flags.</summary>
internal sealed class Options
{
    /// <summary>Where the run makes the folder for its data; it deletes it at the end.</summary>
    public const string Parent = "--data";

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    private Options(string[] args) =>
        Command = string.Join(' ', args.Where((word, i) => !IsOfThisMachine(word, i == 0 ? "" : args[i - 1])));

    /// <summary>The command, without what only makes sense on this machine.</summary>
    public string Command { get; }

    /// <exception cref="BenchException">A word is not one of these options.</exception>
    public static Options Parse(string[] args, string[] withValue, string[] flags)
    {
        var options = new Options(args);
        for (var i = 1; i < args.Length; i++)
        {
            if (flags.Contains(args[i]))
            {
                options.Add(args[i], "true");
            }
            else if (!withValue.Contains(args[i]))
            {
                throw new BenchException($"There is no option \"{args[i]}\"; --help lists them.");
            }
            else if (i + 1 == args.Length)
            {
                throw new BenchException($"{args[i]} needs a value.");
            }
            else
            {
                options.Add(args[i], args[++i]);
            }
        }

        return options;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string Text(string name, string otherwise) =>
        _values.TryGetValue(name, out var values) ? values[^1] : otherwise;

    public IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var values) ? values : [];

    public string[] List(string name, string otherwise) =>
        Text(name, otherwise).Split(',', StringSplitOptions.RemoveEmptyEntries);

    public int Number(string name, int otherwise) => (int)Real(name, otherwise);

    public double Real(string name, double otherwise) => !_values.TryGetValue(name, out var values)
        ? otherwise
        : double.TryParse(values[^1], CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new BenchException($"{name} needs a number above zero, not \"{values[^1]}\".");

    private static bool IsOfThisMachine(string word, string before) => word == Parent || before == Parent;

    private void Add(string name, string value)
    {
        if (!_values.TryGetValue(name, out var values)) _values[name] = values = [];
        values.Add(value);
    }
}
