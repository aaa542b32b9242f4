namespace Overture.Server.DoNotContact;

/// <summary>One record of a CSV text.</summary>
/// <param name="Line">The line in which it begins.</param>
/// <param name="Fields">Its columns, without the quotes around them.</param>
/// <param name="HasOpenQuote">True when a quoted column goes on behind its closing quote, or has none.</param>
internal sealed record CsvRecord(int Line, string[] Fields, bool HasOpenQuote)
{
    public bool IsBlank => Array.TrueForAll(Fields, string.IsNullOrWhiteSpace);

    /// <summary>The lines inside its columns, behind the first line of each.</summary>
    public IEnumerable<string> InnerLines => Fields.SelectMany(text => CsvRecords.LinesOf(text).Skip(1));

    /// <summary>A column; empty when the record is too short to have it.</summary>
    public string At(int column) => column < Fields.Length ? Fields[column] : "";
}
