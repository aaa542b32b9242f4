using CsCheck;
using Overture.Server.Storage;

namespace Overture.Tests.Storage;

public sealed class RowKeyTests
{
    private static readonly RowKind[] Kinds = Enum.GetValues<RowKind>();

    private static readonly Gen<long> Keys = Gen.OneOf(Gen.Long[0, long.MaxValue], Gen.Long[0, 100]);

    private static readonly Gen<string> NearlyIds =
        Gen.Char["0123456789abcdefghjkmnpqrstvwxyziloAZ_"].Array[12, 14].Select(letters => new string(letters));

    [Fact]
    public void An_id_survives_the_round_trip_through_its_text() =>
        Gen.Select(Gen.OneOf(Kinds), Keys).Sample((kind, key) =>
        {
            var text = RowKey.Text(kind, key);

            Assert.Equal(key, RowKey.Parse(kind, text));
            Assert.All(Kinds.Where(other => other != kind), other => Assert.Null(RowKey.Parse(other, text)));
        });

    [Fact]
    public void Texts_sort_like_their_ids() => Gen.Select(Keys, Keys).Sample((one, other) =>
    {
        if (one == RowKey.Sandbox || other == RowKey.Sandbox) return;

        Assert.Equal(
            one.CompareTo(other),
            Math.Sign(string.CompareOrdinal(RowKey.Text(RowKind.Event, one), RowKey.Text(RowKind.Event, other))));
    });

    [Theory]
    [InlineData(nameof(RowKind.Workspace), 0, "ws_0000000000000")]
    [InlineData(nameof(RowKind.ApiKey), 31, "key_000000000000z")]
    [InlineData(nameof(RowKind.Account), 32, "acc_0000000000010")]
    [InlineData(nameof(RowKind.Invitation), 1_024, "inv_0000000000100")]
    [InlineData(nameof(RowKind.Operation), long.MaxValue, "op_7zzzzzzzzzzzz")]
    [InlineData(nameof(RowKind.LedgerEntry), 18, "ent_000000000000j")]
    [InlineData(nameof(RowKind.Event), 2, "evt_0000000000002")]
    public void The_text_of_an_id_is(string kind, long key, string expected) =>
        Assert.Equal(expected, RowKey.Text(Enum.Parse<RowKind>(kind), key));

    [Theory]
    [InlineData(nameof(RowKind.Workspace), "ws_sandbox")]
    [InlineData(nameof(RowKind.ApiKey), "key_sandbox")]
    [InlineData(nameof(RowKind.Account), "acc_sandbox")]
    public void The_sandboxs_rows_have_a_name(string kind, string name)
    {
        Assert.Equal(name, RowKey.Text(Enum.Parse<RowKind>(kind), RowKey.Sandbox));
        Assert.Equal(RowKey.Sandbox, RowKey.Parse(Enum.Parse<RowKind>(kind), name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("acc_")]
    [InlineData("acc_000000000002")]
    [InlineData("acc_00000000000002")]
    [InlineData("acc_0000000000002 ")]
    [InlineData(" acc_0000000000002")]
    [InlineData("ACC_0000000000002")]
    [InlineData("acc_000000000000Z")]
    [InlineData("acc_000000000000i")]
    [InlineData("acc_000000000000l")]
    [InlineData("acc_000000000000o")]
    [InlineData("acc_000000000000u")]
    [InlineData("acc_000000000000-")]
    [InlineData("acc_00000000000é2")]
    [InlineData("acc-0000000000002")]
    [InlineData("inv_0000000000002")]
    [InlineData("0000000000002")]
    [InlineData("acc_Sandbox")]
    [InlineData("acc_sandbox1")]
    // The sandbox's rows have one spelling.
    [InlineData("acc_0000000000001")]
    // One more than the largest id, and the largest number of 13 letters.
    [InlineData("acc_8000000000000")]
    [InlineData("acc_zzzzzzzzzzzzz")]
    // The same as 2 if the upper bits were lost.
    [InlineData("acc_g000000000002")]
    public void A_refused_spelling_is_null(string? text) => Assert.Null(RowKey.Parse(RowKind.Account, text));

    [Fact]
    public void No_text_throws_and_every_accepted_text_is_canonical() =>
        Gen.OneOf(Gen.String, NearlyIds).Sample(rest =>
        {
            var text = "acc_" + rest;

            if (RowKey.Parse(RowKind.Account, text) is { } key)
            {
                Assert.Equal(text, RowKey.Text(RowKind.Account, key));
            }
        });
}
