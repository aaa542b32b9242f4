using System.Globalization;
using System.Text.Json;
using Overture.Sandbox.Faults;

namespace Overture.Sandbox.Control;

/// <summary>GET|POST|DELETE /sandbox/faults and DELETE /sandbox/faults/{id}.</summary>
internal sealed class FaultEndpoint(FaultTable faults)
{
    public Task HandleAsync(HttpContext context, string[] rest)
    {
        switch (context.Request.Method, rest)
        {
            case ("GET", []):
                List(context);
                return Task.CompletedTask;
            case ("POST", []):
                return AddAsync(context);
            case ("DELETE", []):
                faults.Clear();
                List(context);
                return Task.CompletedTask;
            case ("DELETE", [var id]):
                Remove(context, id);
                return Task.CompletedTask;
            default:
                ControlAnswer.NotFound(context, $"There is no {context.Request.Method} {context.Request.Path.Value}.");
                return Task.CompletedTask;
        }
    }

    private async Task AddAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        var error = "The body must be a JSON object with at least kind and path.";
        if (body is null || !FaultRequest.TryParse(body.RootElement, out var request, out error))
        {
            ControlAnswer.BadRequest(context, error);
            return;
        }

        var fault = faults.Add(request.ToFault);
        ControlAnswer.Json(context, StatusCodes.Status201Created, writer => WriteFields(writer, fault));
    }

    private void List(HttpContext context)
    {
        var all = faults.All();
        ControlAnswer.Ok(context, writer =>
        {
            writer.WriteStartArray("items"u8);
            foreach (var fault in all)
            {
                writer.WriteStartObject();
                WriteFields(writer, fault);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    private void Remove(HttpContext context, string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && faults.Remove(id))
            List(context);
        else
            ControlAnswer.NotFound(context, "There is no fault with this id.");
    }

    private static void WriteFields(Utf8JsonWriter writer, Fault fault)
    {
        writer.WriteNumber("id"u8, fault.Id);
        writer.WriteString("kind"u8, FaultRequest.NameOf(fault.Kind));
        writer.WriteString("path"u8, FaultRequest.NameOf(fault.Operation));
        writer.WriteNumber("rate"u8, fault.Rate);
        if (fault.Remaining is { } count)
            writer.WriteNumber("count"u8, count);
        if (fault.Kind == FaultKind.Delay)
            writer.WriteString("delay"u8, IsoDuration.Format(fault.Delay));
        if (fault.Seed is { } seed)
            writer.WriteNumber("seed"u8, seed);
    }
}
