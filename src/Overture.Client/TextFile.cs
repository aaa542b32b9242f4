using System.Text;

namespace Overture.Client;

/// <summary>
/// Reads the bytes of a text file, such as a CSV export. A byte order mark decides the encoding: UTF-8, UTF-16 or
/// UTF-32. A file without one must be UTF-8.
/// </summary>
/// <remarks>
/// No other encoding is guessed: a wrong guess would turn a name into another person's.
/// </remarks>
public static class TextFile
{
    // The first four bytes of UTF-32 begin with the two of UTF-16, so UTF-32 comes first.
    private static readonly Encoding[] Marked =
    [
        new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
    ];

    /// <summary>Decodes the bytes of a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <returns>The text, without the byte order mark.</returns>
    /// <exception cref="InvalidDataException">The file is in another encoding.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            foreach (var encoding in Marked)
            {
                var mark = encoding.Preamble;
                if (bytes.StartsWith(mark)) return encoding.GetString(bytes[mark.Length..]);
            }

            var text = Marked[^1].GetString(bytes);
            // Text in UTF-16 without a mark is valid UTF-8 as long as its letters are ASCII.
            if (!text.Contains('\0', StringComparison.Ordinal)) return text;
        }
        catch (DecoderFallbackException)
        {
            // Falls through to the sentence for people.
        }

        throw new InvalidDataException(
            "The file is not UTF-8 and has no byte order mark of UTF-16 or UTF-32, or is damaged. Save it as UTF-8.");
    }

    /// <summary>Reads a stream to its end and decodes it.</summary>
    /// <param name="file">The file; the caller keeps ownership.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The text, without the byte order mark.</returns>
    /// <exception cref="InvalidDataException">The file is in another encoding.</exception>
    public static async Task<string> ReadAsync(Stream file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
        return Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
