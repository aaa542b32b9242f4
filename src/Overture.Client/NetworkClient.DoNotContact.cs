using System.Diagnostics.CodeAnalysis;
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
    [SuppressMessage("ApiDesign", "RS0026", Justification = "No value fits both second parameters.")]
    public Task<OvertureResult<DoNotContactImportData>> ImportDoNotContactAsync(
        string accountId, string csv, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        ImportDoNotContactAsync(accountId, new DoNotContactImportParams { Csv = csv }, options, cancellationToken);

    /// <summary>Adds the people of a CSV text, with a column that the gateway cannot tell by itself.</summary>
    /// <returns>The outcome of each row, or the refusal of the whole call.</returns>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "No value fits both second parameters.")]
    public Task<OvertureResult<DoNotContactImportData>> ImportDoNotContactAsync(
        string accountId, DoNotContactImportParams parameters, RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ActAsync(DoNotContactActions.Import, accountId, parameters, options, cancellationToken);

    /// <summary>
    /// Adds the people of a CSV file. <see cref="TextFile"/> says which encodings it reads.
    /// </summary>
    /// <param name="accountId">The account whose session looks people up.</param>
    /// <param name="file">The file's bytes; the caller keeps ownership.</param>
    /// <param name="column">The heading of the column that names people; null lets the gateway find it.</param>
    /// <param name="options">Options of the call; null for none.</param>
    /// <param name="cancellationToken">Ends the wait, not the action.</param>
    /// <returns>The outcome of each row, or the refusal of the whole call.</returns>
    /// <exception cref="InvalidDataException">The file is in another encoding.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "No value fits both second parameters.")]
    public async Task<OvertureResult<DoNotContactImportData>> ImportDoNotContactAsync(
        string accountId, Stream file, string? column = null, RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var csv = await TextFile.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        return await ImportDoNotContactAsync(
            accountId, new DoNotContactImportParams { Csv = csv, Column = column }, options, cancellationToken)
            .ConfigureAwait(false);
    }
}
