using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Actions;

/// <summary>
/// An action that only reads our records. It runs on the node that was asked and does not wait for the account.
/// </summary>
internal interface IReadAction<TParams>
    where TParams : class
{
    static abstract ActionDescriptor Descriptor { get; }

    Task<Result<ActionOutput>> ReadAsync(Call<TParams> call, CancellationToken cancellationToken);
}
