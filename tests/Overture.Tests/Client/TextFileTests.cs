using System.Text;
using Overture.Client;

namespace Overture.Tests.Client;

public sealed class TextFileTests
{
    private const string Text = "Name;URL\r\nZoë;https://www.linkedin.com/in/zoë-東京-🚀\r\n";

    public static TheoryData<string, Encoding> Marked => new()
    {
        { "UTF-8", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true) },
        { "UTF-16", new UnicodeEncoding(bigEndian: false, byteOrderMark: true) },
        { "UTF-16, big end first", new UnicodeEncoding(bigEndian: true, byteOrderMark: true) },
        { "UTF-32", new UTF32Encoding(bigEndian: false, byteOrderMark: true) },
        { "UTF-32, big end first", new UTF32Encoding(bigEndian: true, byteOrderMark: true) },
    };

    [Theory]
    [MemberData(nameof(Marked))]
    public async Task A_byte_order_mark_decides(string name, Encoding encoding)
    {
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(Text)];

        Assert.Equal(Text, TextFile.Decode(bytes));
        Assert.Equal(
            Text, await TextFile.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken));
        Assert.NotEmpty(name);
    }

    [Fact]
    public void Without_a_mark_it_is_UTF_8() => Assert.Equal(Text, TextFile.Decode(Encoding.UTF8.GetBytes(Text)));

    [Fact]
    public void An_empty_file_is_an_empty_text() => Assert.Equal("", TextFile.Decode([]));

    [Theory]
    [InlineData(new byte[] { (byte)'Z', (byte)'o', 0xEB })]
    [InlineData(new byte[] { (byte)'a', 0, (byte)'b', 0 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x3D, 0xD8 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00 })]
    public void No_other_encoding_is_guessed(byte[] bytes)
    {
        var fault = Assert.Throws<InvalidDataException>(() => TextFile.Decode(bytes));

        Assert.Contains("Save it as UTF-8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_takes_the_bytes_of_a_file()
    {
        using var gateway = new CannedGateway().Answer(
            200,
            """
            {"success":true,"data":{"added":0,"already_listed":0,"refused":0,"rows":[]},
             "metadata":{"credits_consumed":0,"timestamp":"2026-05-02T09:00:00Z"}}
            """);
        byte[] bytes = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Wer\nperson-1\n")];

        await gateway.Client.Network.ImportDoNotContactAsync(
            "acc_1", new MemoryStream(bytes), "Wer", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            """
            {"account_id":"acc_1","action":"do_not_contact_import","params":{"csv":"Wer\nperson-1\n","column":"Wer"}}
            """,
            gateway.Requests[0].Body);
    }
}
