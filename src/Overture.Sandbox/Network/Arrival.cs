using Overture.Sandbox.People;

namespace Overture.Sandbox.Network;

/// <summary>An invitation waiting to be stored; completes with its id.</summary>
internal sealed class Arrival(int member, PersonKey person, string? note)
    : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public int Member => member;

    public PersonKey Person => person;

    public Pair Pair => new(member, person);

    public string? Note => note;
}
