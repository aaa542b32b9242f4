using System.Text.Json;
using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Actions;

/// <summary>An action with what carries it out: binds its parameters and runs it.</summary>
internal abstract class ActionBinding(ActionDescriptor descriptor)
{
    public ActionDescriptor Descriptor => descriptor;

    /// <summary>The action's parameters, or what is wrong with them.</summary>
    public abstract Result<object> Bind(JsonElement parameters);

    /// <summary>How many rows a call with these parameters carries.</summary>
    public abstract int RowsOf(object parameters);

    /// <param name="call">The call; its parameters are bound.</param>
    /// <param name="cancellationToken">Ends what has not begun yet.</param>
    public abstract Task<WireAnswer> RunAsync(ActionCall call, CancellationToken cancellationToken);
}

/// <summary>Binds parameters onto the contract's own record.</summary>
internal abstract class ActionBinding<TParams>(ActionDescriptor descriptor) : ActionBinding(descriptor)
    where TParams : class
{
    private readonly string _where = $"params of {descriptor.Name}";

    public override Result<object> Bind(JsonElement parameters)
    {
        if (!ActionBinder.Bind<TParams>(parameters, _where).Succeeded(out var bound, out var refusal)) return refusal;
        return FaultOf(bound) is { } fault ? fault : bound;
    }

    public override int RowsOf(object parameters) => RowsOf((TParams)parameters);

    protected virtual int RowsOf(TParams parameters) => 1;

    /// <summary>What is wrong with parameters that have the right form; null when nothing is.</summary>
    protected virtual Refusal? FaultOf(TParams parameters) => null;

    /// <summary>The call with its parameters, which are bound again where the call came from another node.</summary>
    protected Call<TParams> CallOf(ActionCall call)
    {
        if (call.Bound is TParams bound) return new Call<TParams>(call, bound);
        using var document = JsonDocument.Parse(call.Params);
        return ActionBinder.Bind<TParams>(document.RootElement, _where).Succeeded(out var again, out _)
            ? new Call<TParams>(call, again)
            : throw new InvalidOperationException("Parameters that one node accepted are refused by another.");
    }
}
