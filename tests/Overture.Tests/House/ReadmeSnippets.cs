using Overture.Client;

namespace Overture.Tests.House;

/// <summary>The code of README.md, compiled; a test compares the two.</summary>
internal static class ReadmeSnippets
{
    public static async Task InviteAsync(HttpClient httpClient, string orderId, CancellationToken cancellationToken)
    {
        // snippet: client
        var client = new OvertureClient(httpClient, new OvertureClientOptions
        {
            BaseAddress = new Uri("http://127.0.0.1:8080"),
            ApiKey = "sandbox-key",
        });

        var result = await client.Network.InviteAsync(
            accountId: "acc_sandbox",
            profileUrl: "https://www.linkedin.com/in/person-7",
            message: "Good to meet you, Alan.",
            new RequestOptions { IdempotencyKey = orderId },
            cancellationToken);

        if (result.Succeeded(out var invitation, out var refusal))
        {
            Console.WriteLine($"{invitation.FirstName}: {invitation.InvitationUrn ?? $"{invitation.Status}"}");
        }
        else if (refusal.RetryAt is { } time)
        {
            Console.WriteLine($"{refusal.ReasonName}: retry after {time:u} with the same idempotency key");
        }
        else
        {
            Console.WriteLine($"{refusal.ReasonName}: {refusal.Message}");
        }
        // end of snippet
    }
}
