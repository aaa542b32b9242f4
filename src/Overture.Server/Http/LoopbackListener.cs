namespace Overture.Server.Http;

/// <summary>
/// Marks a connection to a listener that only this machine reaches. The listener's address decides, not the
/// connection's: a container listens on all addresses, and one of them is loopback.
/// </summary>
internal sealed class LoopbackListener
{
    public static readonly LoopbackListener Instance = new();

    private LoopbackListener()
    {
    }
}
