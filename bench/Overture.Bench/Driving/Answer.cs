using System.Text;

namespace Overture.Bench.Driving;

/// <summary>An HTTP answer in the connection's buffer; valid until the next request on that connection.</summary>
internal readonly record struct Answer(int Status, ReadOnlyMemory<byte> Body)
{
    public override string ToString() => $"{Status} {Encoding.UTF8.GetString(Body.Span[..Math.Min(Body.Length, 400)])}";
}
