using System.Text;

namespace Overture.FunctionalTests.Fuzzing;

/// <summary>One input: its bytes, what may come back, and how the connection ends.</summary>
/// <param name="Name">Its kind and number, which with the seed make it again.</param>
/// <param name="Bytes">What goes over the wire.</param>
internal sealed record FuzzInput(string Name, byte[] Bytes)
{
    private const int Shown = 1_500;

    /// <summary>True when no answer is an answer: what came was not a whole request.</summary>
    public bool MayStayUnanswered { get; init; }

    /// <summary>True when the caller hangs up without waiting for an answer.</summary>
    public bool HangsUp { get; init; }

    /// <summary>True when the bytes are no HTTP that the web server takes to the application.</summary>
    public bool IsBroken { get; init; }

    public static FuzzInput Http(int seed, int index) =>
        new HttpInputs(RandomOf(seed, 1, index)).Next($"http {index}");

    public static FuzzInput Raw(int seed, int index) =>
        new RawInputs(RandomOf(seed, 2, index)).Next($"raw {index}");

    /// <summary>For people; a long one is cut.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            foreach (var item in Bytes.Take(Shown))
            {
                text.Append(item switch
                {
                    (byte)'\r' => "\\r",
                    (byte)'\n' => "\\n\n",
                    >= 0x20 and < 0x7f => $"{(char)item}",
                    _ => $"\\x{item:x2}",
                });
            }

            return Bytes.Length > Shown ? $"{text}… ({Bytes.Length} bytes)" : text.ToString();
        }
    }

    // Each input has a chance of its own, so that one can be made again without those before it.
    private static Random RandomOf(int seed, int kind, int index) =>
        new(unchecked((seed * 31) + (kind * 1_000_003) + (index * 7_919)));
}
