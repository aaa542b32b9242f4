namespace Overture.Bench.Driving;

/// <summary>What one connection asks, and which answers it expects. Not shared between connections.</summary>
internal interface IScript
{
    /// <summary>The next request; its bytes are valid until the next call.</summary>
    ReadOnlyMemory<byte> Next();

    /// <exception cref="WrongAnswerException">The answer is not the one that the request must get.</exception>
    void Check(in Answer answer);
}
