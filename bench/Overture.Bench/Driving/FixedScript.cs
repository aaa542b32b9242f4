using System.Text;

namespace Overture.Bench.Driving;

/// <summary>Asks the same each time and expects the same status and a certain text in the body.</summary>
internal sealed class FixedScript(byte[] request, int status, string text) : IScript
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(text);

    public ReadOnlyMemory<byte> Next() => request;

    public void Judge(in Answer answer)
    {
        if (answer.Status != status || answer.Body.Span.IndexOf(_text) < 0)
            throw new WrongAnswerException($"{status} with {text} was expected, and the answer was {answer}");
    }
}
