using System.Reflection;
using System.Text.Json.Serialization;
using Overture.Client.Contract;

namespace Overture.Tests.House;

/// <summary>Everything that can go wrong has one name, and a line in the document.</summary>
public sealed class ReasonDocumentTests
{
    public static TheoryData<Reason> AllReasons => [.. Enum.GetValues<Reason>()];

    [Fact]
    public void The_document_is_current() => Repository.IsCurrent(ErrorsDocument.File, ErrorsDocument.Render());

    [Theory]
    [MemberData(nameof(AllReasons))]
    public void A_reason_has_one_name_one_line_and_one_piece_of_advice(Reason reason)
    {
        var name = typeof(Reason).GetField(reason.ToString())!
            .GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name;

        Assert.Equal(Reasons.NameOf(reason), name);
        Assert.Single(
            Repository.Read(ErrorsDocument.File).Split('\n'),
            line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));
        Assert.EndsWith(".", ErrorsDocument.AdviceOn(reason), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllReasons))]
    public void Advice_to_wait_is_given_exactly_where_an_answer_says_until_when(Reason reason) => Assert.Equal(
        Reasons.Of(reason).HasRetryAt,
        ErrorsDocument.AdviceOn(reason).Contains("`retry_at`", StringComparison.Ordinal));
}
