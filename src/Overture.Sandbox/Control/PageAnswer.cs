namespace Overture.Sandbox.Control;

/// <summary>A page of a list. Next is the value for the next request's "after", or null on the last page.</summary>
internal sealed record PageAnswer<T>(IReadOnlyList<T> Items, long? Next);
