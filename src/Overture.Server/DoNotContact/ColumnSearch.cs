using Overture.Server.Http;

namespace Overture.Server.DoNotContact;

/// <summary>What headings say about people.</summary>
/// <param name="Columns">The columns that name them; null when none does, or when it is not clear which.</param>
/// <param name="Unclear">Why it is not clear; null when it is, and when no column names people.</param>
internal readonly record struct ColumnSearch(PeopleColumns? Columns, Refusal? Unclear = null);
