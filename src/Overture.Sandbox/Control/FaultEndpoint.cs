using Overture.Sandbox.Faults;

namespace Overture.Sandbox.Control;

/// <summary>GET, POST and DELETE /sandbox/faults, and DELETE /sandbox/faults/{id}.</summary>
internal static class FaultEndpoint
{
    public static ControlAnswer List(FaultTable faults) =>
        ControlAnswer.Ok(new { Items = faults.All().Select(FaultAnswer.Of) });

    public static ControlAnswer Add(FaultRequest request, FaultTable faults) =>
        ControlAnswer.Created(FaultAnswer.Of(faults.Add(request.ToRule())));

    public static ControlAnswer Clear(FaultTable faults)
    {
        faults.Clear();
        return List(faults);
    }

    public static ControlAnswer Remove(int id, FaultTable faults) =>
        faults.Remove(id) ? List(faults) : ControlAnswer.NotFound("There is no fault with this id.");
}
