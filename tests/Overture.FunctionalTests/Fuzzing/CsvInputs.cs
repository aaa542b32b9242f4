using System.Text;

namespace Overture.FunctionalTests.Fuzzing;

/// <summary>Tables as people have them, and as nobody should.</summary>
internal sealed class CsvInputs(Random random)
{
    private static readonly string[] Headings =
    [
        "identifier", "profile_url", "linkedin_url", "comment", "LinkedIn URL", "Person Linkedin Url", "profileUrl",
        "URL", "First Name", "Email Address", "", "x",
    ];

    public string Next()
    {
        var (separator, end) = (random.Of(",", ";", "\t", "|", ", "), random.Of("\n", "\r\n", "\r", "\n\n", ""));
        var columns = random.Next(1, random.Once(50) ? 3_000 : 6);
        var text = new StringBuilder();
        if (random.Once(8)) text.Append('\ufeff');
        if (random.Once(10)) text.Append("sep=").Append(separator).Append(end);
        if (random.Once(10)) text.Append("Notes:").AppendJoin(end, "", "\"When exporting, …\"", "", "");
        if (!random.Once(8))
        {
            text.AppendJoin(separator, Enumerable.Range(0, columns).Select(_ => random.Of(Headings))).Append(end);
        }

        for (var rows = random.Next(random.Once(40) ? 1_500 : 6); rows > 0; rows--)
        {
            var cells = random.Once(10) ? random.Next(8) : Math.Min(columns, 20);
            text.AppendJoin(separator, Enumerable.Range(0, cells).Select(_ => Cell())).Append(end);
            if (text.Length > 200_000) break;
        }

        return text.ToString();
    }

    private string Cell() => random.Next(8) switch
    {
        0 => $"\"{random.Text()}\"",
        1 => $"\"person-{random.Next(100)}",
        2 => "27\" screen",
        3 => "\"a\"\"b\"",
        4 => "\"a\"b",
        5 => random.Text(),
        _ => $"person-{random.Next(1, 9_000)}",
    };
}
