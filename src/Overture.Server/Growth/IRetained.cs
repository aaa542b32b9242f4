namespace Overture.Server.Growth;

/// <summary>Rows that are deleted when they are old enough and no rule needs them.</summary>
internal interface IRetained
{
    /// <summary>Deletes a small portion. False when nothing is left to do in this round.</summary>
    Task<bool> SweepAsync(CancellationToken cancellationToken);
}
