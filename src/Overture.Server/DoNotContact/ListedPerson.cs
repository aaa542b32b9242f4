using Overture.Server.Http;

namespace Overture.Server.DoNotContact;

/// <summary>The member that an entry means, or why none is known under its name.</summary>
internal sealed record ListedPerson(string? MemberId, string? Slug, Refusal? Refusal = null);
