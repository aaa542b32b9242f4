namespace Overture.Sandbox.Voyager;

/// <summary>The operations of the private API that the sandbox knows.</summary>
internal enum Operation
{
    Unknown,
    Me,
    Resolve,
    Relationship,
    Send,
}
