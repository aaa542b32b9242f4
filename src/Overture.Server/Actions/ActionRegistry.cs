using System.Collections.Frozen;
using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Actions;

/// <summary>All actions, by category and name. Two actions of one name fail the start.</summary>
internal sealed class ActionRegistry(IEnumerable<ActionBinding> bindings)
{
    /// <summary>The category of actions that only the gateway itself asks for.</summary>
    public const string Internal = "internal";

    private readonly FrozenDictionary<string, FrozenDictionary<string, ActionBinding>> _categories = bindings
        .GroupBy(binding => binding.Descriptor.Category)
        .ToFrozenDictionary(
            category => category.Key,
            category => category.ToFrozenDictionary(binding => binding.Descriptor.Name, StringComparer.Ordinal),
            StringComparer.Ordinal);

    /// <summary>What callers can ask for.</summary>
    public IEnumerable<string> Categories => _categories.Keys.Where(category => category != Internal);

    public IEnumerable<ActionDescriptor> Of(string category) =>
        _categories[category].Values.Select(binding => binding.Descriptor);

    public Result<ActionBinding> Find(string category, string name)
    {
        var actions = _categories[category];
        if (actions.TryGetValue(name, out var action)) return action;
        var elsewhere = Categories.FirstOrDefault(other => _categories[other].ContainsKey(name));
        if (elsewhere is not null)
        {
            return new Refusal(
                Reason.UnknownAction, $"{category} does not offer {name}; it is an action of {elsewhere}.");
        }

        var nearest = Spelling.Nearest(name, actions.Keys.ToArray());
        return new Refusal(Reason.UnknownAction, nearest is null
            ? $"{category} offers no such action. It offers: "
                + $"{string.Join(", ", actions.Keys.Order(StringComparer.Ordinal))}."
            : $"{category} offers no such action. Did you mean {nearest}?");
    }
}
