using Overture.Sandbox.Voyager;

namespace Overture.Sandbox.Faults;

/// <summary>The faults in force. They live in memory, so a restarted sandbox is healthy.</summary>
internal sealed class FaultTable
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private volatile bool _isEmpty = true;
    private int _lastId;

    public bool IsEmpty => _isEmpty;

    public Fault Add(FaultRule rule)
    {
        lock (_gate)
        {
            var fault = new Fault(++_lastId, rule);
            _faults.Add(fault);
            _isEmpty = false;
            return fault;
        }
    }

    public IReadOnlyList<Fault> All()
    {
        lock (_gate) return [.. _faults];
    }

    public bool Remove(int id)
    {
        lock (_gate)
        {
            var removed = _faults.RemoveAll(fault => fault.Id == id) > 0;
            _isEmpty = _faults.Count == 0;
            return removed;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
            _isEmpty = true;
        }
    }

    /// <summary>Delays add up. Of the other faults, the oldest one that strikes decides.</summary>
    public FaultEffect Draw(Operation operation)
    {
        lock (_gate)
        {
            var effect = default(FaultEffect);
            foreach (var fault in _faults)
            {
                if ((fault.Rule.Kind == FaultKind.Delay || !effect.IsDecided) && fault.Strikes(operation))
                {
                    effect = effect.With(fault);
                }
            }

            if (effect.Fired > 0)
            {
                _faults.RemoveAll(fault => fault.IsSpent);
                _isEmpty = _faults.Count == 0;
            }

            return effect;
        }
    }
}
