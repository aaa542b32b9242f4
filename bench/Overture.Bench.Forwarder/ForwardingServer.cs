using System.Text.Json;

namespace Overture.Bench.Forwarder;

/// <summary>
/// What a program without guarantees does with an invitation: parse, resolve, send, answer. With a journal it gives
/// the simplest guarantee in the simplest way: one commit before the send and one after it.
/// </summary>
internal sealed class ForwardingServer(Upstream upstream, Journal? journal, TimeProvider time)
{
    private static readonly byte[] Empty =
        """{"success":true,"data":{},"metadata":{"credits_consumed":0}}"""u8.ToArray();

    public async Task HandleAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/v2/network":
                await InviteAsync(context);
                break;
            case "/empty":
                await AnswerNothingAsync(context);
                break;
            default:
                await WriteAsync(context.Response, Empty);
                break;
        }
    }

    private async Task InviteAsync(HttpContext context)
    {
        var request = await JsonSerializer.DeserializeAsync(
                context.Request.BodyReader, ForwarderJson.Default.InviteRequest)
            ?? throw new BadHttpRequestException("No body.");
        var url = request.Params.ProfileUrl;
        var slug = url[(url.LastIndexOf('/') + 1)..];

        var person = await upstream.ResolveAsync(request.AccountId, slug);
        var row = journal?.Intend(request.AccountId, person.ProfileUrn, time.GetUtcNow());
        var number = await upstream.SendAsync(request.AccountId, person.ProfileUrn, request.Params.Message);
        if (row is { } id) journal!.Conclude(id, number);

        var answer = new InviteAnswer
        {
            Success = true,
            Data = person with { InvitationUrn = $"urn:li:invitation:{number}" },
            Metadata = new AnswerMetadata
            {
                Action = request.Action,
                AccountId = request.AccountId,
                CreditsConsumed = 1,
                Timestamp = time.GetUtcNow(),
            },
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, ForwarderJson.Default.InviteAnswer);
        await WriteAsync(context.Response, body);
    }

    /// <summary>Reads the body and answers: the cost of a request that does nothing.</summary>
    private static async Task AnswerNothingAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync();
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) break;
        }

        await WriteAsync(context.Response, Empty);
    }

    private static async Task WriteAsync(HttpResponse response, byte[] body)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }
}
