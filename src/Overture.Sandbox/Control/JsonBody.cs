using System.Text.Json;

namespace Overture.Sandbox.Control;

/// <summary>
/// Reads a request's body into a record. An invalid body answers 400 with the sentence of the field at fault.
/// </summary>
internal static class JsonBody
{
    /// <param name="context">The request.</param>
    /// <param name="shape">The sentence for a body that is not a JSON object.</param>
    /// <param name="rules">A sentence for each known field.</param>
    public static async ValueTask<T> ReadAsync<T>(
        HttpContext context, string shape, IReadOnlyDictionary<string, string> rules)
        where T : class
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<T>(
                context.Request.Body, ControlJson.Options, context.RequestAborted);
            return body ?? throw new BadHttpRequestException(shape);
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException(SentenceFor(exception, shape, rules), exception);
        }
    }

    private static string SentenceFor(
        JsonException exception, string shape, IReadOnlyDictionary<string, string> rules)
    {
        // Paths look like "$.rate" or "$['odd name']"; "$" is the body itself.
        var field = exception.Path?.TrimStart('$').Trim('.', '[', ']', '\'') ?? "";
        if (field.Length == 0) return shape;
        return rules.TryGetValue(field, out var rule)
            ? rule
            : $"The body has an unknown field, {field}; known: {string.Join(", ", rules.Keys)}.";
    }
}
