namespace Overture.Bench.Driving;

/// <summary>What one connection asks, and what it expects to hear. Not shared between connections.</summary>
internal interface IScript
{
    /// <summary>The next request; the bytes are good until the next call.</summary>
    ReadOnlyMemory<byte> Next();

    /// <exception cref="WrongAnswerException">The answer is not the one that the request must get.</exception>
    void Judge(in Answer answer);
}
