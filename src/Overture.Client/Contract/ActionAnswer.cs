namespace Overture.Client.Contract;

/// <summary>One form of an action's success.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Data">The record in the envelope's <c>data</c>.</param>
/// <param name="When">When the action gives this answer, as a sentence.</param>
public sealed record ActionAnswer(int Status, Type Data, string When);
