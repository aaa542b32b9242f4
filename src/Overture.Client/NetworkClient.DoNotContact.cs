using Overture.Client.Contract;

namespace Overture.Client;

/// <content>The workspace's do-not-contact list. The account's session finds people by slug.</content>
public sealed partial class NetworkClient
{
    /// <summary>Adds a person to the workspace's do-not-contact list.</summary>
    /// <returns>The person and whether they were on the list before, or the refusal.</returns>
    public Task<OvertureResult<DoNotContactData>> AddDoNotContactAsync(
        string accountId, DoNotContactParams person, RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ActAsync(DoNotContactActions.Add, accountId, person, options, cancellationToken);

    /// <summary>Removes a person from the workspace's do-not-contact list.</summary>
    /// <returns>The person and whether they were on the list before, or the refusal.</returns>
    public Task<OvertureResult<DoNotContactData>> RemoveDoNotContactAsync(
        string accountId, DoNotContactParams person, RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ActAsync(DoNotContactActions.Remove, accountId, person, options, cancellationToken);

    /// <summary>Lists the workspace's do-not-contact list. Null parameters read the first page.</summary>
    /// <returns>The page, or the refusal.</returns>
    public Task<OvertureResult<DoNotContactListData>> ListDoNotContactAsync(
        string accountId, DoNotContactListParams? parameters = null, CancellationToken cancellationToken = default) =>
        ActAsync(DoNotContactActions.List, accountId, parameters ?? new(), null, cancellationToken);

    /// <summary>
    /// Adds the people of a CSV text to the workspace's do-not-contact list. <see cref="DoNotContactImportParams.Csv"/>
    /// describes the text.
    /// </summary>
    /// <returns>The outcome of each row, or the refusal of the whole call.</returns>
    public Task<OvertureResult<DoNotContactImportData>> ImportDoNotContactAsync(
        string accountId, string csv, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        ActAsync(DoNotContactActions.Import, accountId, new() { Csv = csv }, options, cancellationToken);
}
