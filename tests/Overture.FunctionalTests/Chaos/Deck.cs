namespace Overture.FunctionalTests.Chaos;

/// <summary>
/// Misfortunes in a shuffled order: so also a short run meets every one of them, and the seed decides when.
/// </summary>
internal sealed class Deck(IReadOnlyList<Misfortune> cards, Random random)
{
    private readonly Queue<Misfortune> _left = [];

    /// <summary>All of it has been met, and nothing of the next round.</summary>
    public bool IsAtItsEnd => _left.Count == 0;

    public Misfortune Draw()
    {
        if (_left.Count == 0)
        {
            Misfortune[] shuffled = [.. cards];
            random.Shuffle(shuffled);
            foreach (var card in shuffled) _left.Enqueue(card);
        }

        return _left.Dequeue();
    }

    public void PutBack(Misfortune card) => _left.Enqueue(card);
}
