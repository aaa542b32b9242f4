namespace Overture.Sandbox.People;

/// <summary>All test people. A person's place in the list is part of its stored key: append, never reorder.</summary>
internal static class TestPeople
{
    public const string JohnDoe = "johndoe";

    public static readonly IReadOnlyList<TestPerson> All =
    [
        Named(1, JohnDoe, ("John", "Doe"), "Senior Software Engineer at Acme Corp",
            "An ordinary person: the invitation is accepted and stays pending."),
        Named(2, "zoë-müller-東京", ("Zoë", "Müller"), "Architektin für 東京 und Zürich",
            "An ordinary person whose slug needs percent-encoding."),
        Card(3, Behaviour.AlreadyConnected, "Connected to every member. A send is refused: 400 CANT_RESEND_YET."),
        Card(4, Behaviour.AlreadyInvited,
            "Has a pending invitation from every member. A send is refused: 400 CANT_RESEND_YET."),
        Card(5, Behaviour.InvitedYou,
            "Has invited every member (pending, received). A send is refused: 400 CANT_RESEND_YET."),
        Card(6, Behaviour.EmailRequired,
            "The profile says emailRequired. A send is refused: 400 EMAIL_REQUIRED."),
        Card(7, Behaviour.NotInvitable, "Looks invitable. A send is refused: 400 CANT_INVITE_MEMBER."),
        Card(8, Behaviour.Memorialized, "The profile says memorialized. A send is refused: 400 without a code."),
        Card(9, Behaviour.ResendCooldown, "Nothing is pending, yet a send is refused: 400 CANT_RESEND_YET."),
        Card(10, Behaviour.NoteQuota,
            "A send with a note is refused: 429 CUSTOM_INVITE_LIMIT_REACHED. Without a note it is accepted."),
        Card(11, Behaviour.WeeklyLimit, "A send is refused: 429 FUSE_LIMIT_EXCEEDED."),
        Card(12, Behaviour.Throttled, "A send is refused: 429 without a code, with Retry-After: 120."),
        Card(13, Behaviour.SessionExpired,
            "A send is redirected to /uas/login and the answer deletes the li_at cookie. " +
            "The session itself stays usable."),
        Card(14, Behaviour.Challenge, "A send is redirected to /checkpoint/challenge/…"),
        Card(15, Behaviour.Slow, "The invitation is accepted after three seconds."),
        Card(16, Behaviour.LostAnswer,
            "The invitation is accepted, then the connection is cut before the answer."),
        Card(17, Behaviour.LostRequest, "The connection is cut and nothing is accepted."),
        Card(18, Behaviour.LostAnswerBlind,
            "As lost-answer, and every read about this person by this member answers 503 for one minute of the " +
            "sandbox's clock."),
        Card(19, Behaviour.ChangedShape, "The invitation is accepted, but the 200 answer names no invitation."),
        Card(20, Behaviour.HtmlLogin, "A send answers 200 with a login page. Nothing is accepted."),
        Card(21, Behaviour.ServerErrorSent, "The invitation is accepted, then the answer is 500."),
        Card(22, Behaviour.ServerErrorUnsent, "A send answers 500. Nothing is accepted."),
        Card(23, Behaviour.AcceptsNow, "The person accepts at once: connected."),
        Card(24, Behaviour.AcceptsInThreeDays, "The person accepts once the sandbox's clock has advanced three days."),
        Card(25, Behaviour.Ignores, "The invitation stays pending forever."),
        Card(26, Behaviour.Restricted, "A send is refused: 999, as for a restricted member."),
        Card(27, Behaviour.UnknownRefusal, "A send is refused: 400 with an unknown code."),
    ];

    private static readonly Dictionary<string, TestPerson> BySlug =
        All.ToDictionary(person => person.Slug, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, TestPerson>.AlternateLookup<ReadOnlySpan<char>> BySlugSpan =
        BySlug.GetAlternateLookup<ReadOnlySpan<char>>();

    public static TestPerson? Find(ReadOnlySpan<char> slug) =>
        BySlugSpan.TryGetValue(slug, out var person) ? person : null;

    public static TestPerson? Find(PersonKey key) =>
        key.Ordinal >= 1 && key.Ordinal <= All.Count && All[key.Ordinal - 1].Key == key ? All[key.Ordinal - 1] : null;

    private static TestPerson Named(
        int ordinal, string slug, (string First, string Last) name, string headline, string does) =>
        new(PersonKey.Test(ordinal, Behaviour.None), slug, name.First, name.Last, headline, does);

    private static TestPerson Card(int ordinal, Behaviour behaviour, string does)
    {
        var words = BehaviourNames.Of(behaviour).Split('-');
        var last = words.Length == 1 ? "Person" : string.Join(' ', words.Skip(1).Select(Capitalised));
        var key = PersonKey.Test(ordinal, behaviour);
        return new(key, BehaviourNames.Of(behaviour), Capitalised(words[0]), last, "Test person of the sandbox", does);
    }

    private static string Capitalised(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
