using Overture.Server.Actions;
using Overture.Server.Http;

namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// What an action of an account came to: an output with the step that makes it true, or an answer whose step is durable
/// already.
/// </summary>
internal readonly record struct AccountOutput
{
    private AccountOutput(ActionOutput? output, AccountStep? step, WireAnswer? rendered) =>
        (Output, Step, Rendered) = (output, step, rendered);

    public ActionOutput? Output { get; }

    /// <summary>
    /// What the pipeline commits, together with the stored answer; null when nothing has to be written.
    /// </summary>
    public AccountStep? Step { get; }

    public WireAnswer? Rendered { get; }

    /// <summary>
    /// True when some rows of the answer can pass later: its idempotency key does not replay it, and the same call goes
    /// on with them.
    /// </summary>
    public bool StaysOpen { get; init; }

    public static AccountOutput Of<T>(T data, AccountStep? step = null, int status = StatusCodes.Status200OK) =>
        new(ActionOutput.Of(data) with { Status = status }, step, null);

    /// <summary>The action has committed its steps itself, the answer with them.</summary>
    public static AccountOutput Done(WireAnswer answer) => new(null, null, answer);
}
