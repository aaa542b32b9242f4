using Overture.Server.Http;

namespace Overture.Server.DoNotContact;

/// <summary>Who an entry means, or why nobody is known under its name.</summary>
internal sealed record FoundPerson(string? MemberId, string? Slug, Refusal? Refusal = null);
