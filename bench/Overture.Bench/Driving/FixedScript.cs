using System.Text;

namespace Overture.Bench.Driving;

/// <summary>Sends the same request each time, and expects a status and a text in the body.</summary>
internal sealed class FixedScript(byte[] request, int status, string text) : IScript
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(text);

    public ReadOnlyMemory<byte> Next() => request;

    public void Check(in Answer answer)
    {
        if (answer.Status != status || answer.Body.Span.IndexOf(_text) < 0)
        {
            throw new WrongAnswerException($"Expected {status} with {text}; the answer was {answer}");
        }
    }
}
