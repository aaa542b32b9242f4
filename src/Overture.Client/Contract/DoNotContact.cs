using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>Parameters of <c>do_not_contact_add</c> and <c>do_not_contact_remove</c>: a person, named as in <c>invite</c>.</summary>
public sealed record DoNotContactParams
{
    /// <summary>As in <c>invite</c>.</summary>
    public string? ProfileUrl { get; init; }

    /// <summary>As in <c>invite</c>.</summary>
    public string? LinkedinUrl { get; init; }

    /// <summary>As in <c>invite</c>.</summary>
    public string? Identifier { get; init; }

    /// <summary>Why; at most 500 characters. Only for adding.</summary>
    public string? Comment { get; init; }
}

/// <summary>A person on the list.</summary>
public sealed record DoNotContactItem
{
    /// <summary><c>urn:li:fsd_profile:</c> and the member id, which stays the same when the slug changes.</summary>
    public required string ProfileUrn { get; init; }

    /// <summary>The slug when the person was added.</summary>
    public required string PublicIdentifier { get; init; }

    /// <summary>Why.</summary>
    public string? Comment { get; init; }

    /// <summary>When the person was added.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Answer of <c>do_not_contact_add</c> and <c>do_not_contact_remove</c>.</summary>
public sealed record DoNotContactData
{
    /// <summary><c>added</c>, <c>there_already</c>, <c>removed</c> or <c>not_there</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>urn:li:fsd_profile:</c> and the member id.</summary>
    public required string ProfileUrn { get; init; }
}

/// <summary>Parameters of <c>do_not_contact_list</c>.</summary>
public sealed record DoNotContactListParams
{
    /// <summary>How many at most: 1 to 500, default 50.</summary>
    public int? Count { get; init; }

    /// <summary><c>next_cursor</c> of the page before; null for the first.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Answer of <c>do_not_contact_list</c>.</summary>
public sealed record DoNotContactListData
{
    /// <summary>The page.</summary>
    public required IReadOnlyList<DoNotContactItem> Items { get; init; }

    /// <summary>Where the next page begins; absent on the last.</summary>
    public string? NextCursor { get; init; }
}

/// <summary>Parameters of <c>do_not_contact_import</c>.</summary>
public sealed record DoNotContactImportParams
{
    /// <summary>
    /// CSV with a line of headings, 1 to 1,000 rows. One column names the person (<c>profile_url</c>, <c>linkedin_url</c> or
    /// <c>identifier</c>); <c>comment</c> is read when it is there, every other column is ignored.
    /// </summary>
    public required string Csv { get; init; }
}

/// <summary>Answer of <c>do_not_contact_import</c>: one row for each of the text, in its order.</summary>
public sealed record DoNotContactImportData
{
    /// <summary>How many people were added.</summary>
    public required int Added { get; init; }

    /// <summary>How many were there already.</summary>
    public required int ThereAlready { get; init; }

    /// <summary>How many rows were refused.</summary>
    public required int Refused { get; init; }

    /// <summary>What became of each row.</summary>
    public required IReadOnlyList<DoNotContactImportRow> Rows { get; init; }
}

/// <summary>What became of one row.</summary>
public sealed record DoNotContactImportRow
{
    /// <summary>The line of the text in which the row begins; the headings stand in line 1.</summary>
    public required int Line { get; init; }

    /// <summary><c>added</c>, <c>there_already</c> or <c>refused</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>urn:li:fsd_profile:</c> and the member id, when the person was found.</summary>
    public string? ProfileUrn { get; init; }

    /// <summary>Why it was refused.</summary>
    public Reason? Reason { get; init; }

    /// <summary>A sentence for people, when it was refused.</summary>
    public string? Message { get; init; }
}
