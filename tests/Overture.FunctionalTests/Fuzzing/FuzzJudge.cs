using System.Globalization;
using System.Text;
using System.Text.Json;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;
using Xunit.Sdk;

namespace Overture.FunctionalTests.Fuzzing;

/// <summary>What an answer must be: below 500, and in the envelope or the one exception that is documented.</summary>
internal static class FuzzJudge
{
    /// <summary>
    /// What the web server answers to bytes that are no request, before there is an application to ask: a status and no
    /// body (docs/errors.md).
    /// </summary>
    private static readonly int[] Bare = [400, 405, 408, 411, 413, 414, 417, 431, 501, 505];

    private static readonly string[] Pages = ["text/html; charset=utf-8", "text/javascript", "image/svg+xml"];

    /// <summary>What is wrong with an answer; null when nothing is. An input may hold several requests.</summary>
    public static string? FaultOf(FuzzInput input, byte[]? received)
    {
        if (received is null) return "the connection stayed open without an end";
        // To a request that it cannot read, the web server answers nothing when the caller's side has ended already.
        if (received.Length == 0)
        {
            return input.MayStayUnanswered || input.HangsUp || input.IsBroken ? null : "no answer";
        }

        try
        {
            for (var rest = received; rest.Length > 0;)
            {
                var answer = RawAnswer.Parse(rest);
                if (answer.Status is >= 100 and < 200)
                {
                    rest = answer.Body;
                    continue;
                }

                (var body, rest) = Split(answer, input);
                if (FaultOf(input, answer with { Body = body }) is { } fault) return fault;
            }

            return null;
        }
        catch (Exception exception) when (exception is XunitException or JsonException or FormatException
            or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            return $"{exception.Message} in the answer {Start(received)}";
        }
    }

    private static string? FaultOf(FuzzInput input, RawAnswer answer)
    {
        var type = answer.Header("Content-Type");
        if (answer.Status >= 500 && answer.Status != 505) return $"status {answer.Status}: {answer.Text}";
        if (answer.Body.Length == 0)
        {
            var isExpected = IsHead(input) || LeadsToThePage(answer)
                || (input.IsBroken && Bare.Contains(answer.Status));
            return isExpected ? null : $"status {answer.Status} without a body";
        }

        if (Pages.Contains(type)) return answer.Status == 200 ? null : $"status {answer.Status} with {type}";
        if (type is not ("application/json; charset=utf-8" or "application/json;charset=utf-8"))
        {
            return $"status {answer.Status} with the type {type}";
        }

        return FaultOfJson(answer);
    }

    private static string? FaultOfJson(RawAnswer answer)
    {
        if (answer.Json["openapi"] is not null) return null;
        if (answer.Json["success"] is not { } success) return $"no envelope: {answer.Text}";
        if (success.GetValue<bool>())
        {
            return answer.Status is >= 200 and < 300 && answer.Json["data"] is not null
                ? null
                : $"status {answer.Status} with a success: {answer.Text}";
        }

        var reason = answer.Json["error"]!["reason"]!.GetValue<string>();
        if (Array.Find(Enum.GetValues<Reason>(), value => Reasons.NameOf(value) == reason) is var known
            && Reasons.NameOf(known) != reason)
        {
            return $"the reason {reason} is in no table";
        }

        // The status can be more precise than the reason's own.
        var status = known == Reason.MalformedRequest && Bare.Contains(answer.Status) ? 400 : answer.Status;
        Envelope.IsRefusal(answer.Json, status, answer.Header("X-Request-Id"), known);
        return null;
    }

    /// <summary>The answer's body, and what came behind it.</summary>
    private static (byte[] Body, byte[] Behind) Split(RawAnswer answer, FuzzInput input)
    {
        // The web server's own answer to a HEAD request that it cannot read has the envelope (docs/security.md, V4).
        if (IsHead(input) && !answer.Body.AsSpan().StartsWith("{"u8)) return ([], answer.Body);
        if (answer.Header("Content-Length") is { } text)
        {
            var length = int.Parse(text, CultureInfo.InvariantCulture);
            return (answer.Body[..length], answer.Body[length..]);
        }

        return answer.Header("Transfer-Encoding") is null ? (answer.Body, []) : Unchunk(answer.Body);
    }

    private static (byte[] Body, byte[] Behind) Unchunk(byte[] bytes)
    {
        using var body = new MemoryStream();
        for (var at = 0; ;)
        {
            var end = at + bytes.AsSpan(at).IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.ASCII.GetString(bytes, at, end - at), NumberStyles.HexNumber, null);
            at = end + 2 + size + 2;
            if (size == 0) return (body.ToArray(), bytes[at..]);
            body.Write(bytes, end + 2, size);
        }
    }

    private static bool LeadsToThePage(RawAnswer answer) =>
        answer.Status == 302 && answer.Header("Location") is { } place
        && place.Contains("docs/", StringComparison.Ordinal);

    private static bool IsHead(FuzzInput input) => input.Bytes.AsSpan().StartsWith("HEAD "u8);

    private static string Start(byte[] received) =>
        Encoding.Latin1.GetString(received, 0, Math.Min(received.Length, 400));
}
