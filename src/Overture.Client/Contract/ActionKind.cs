namespace Overture.Client.Contract;

/// <summary>What an action can change.</summary>
public enum ActionKind
{
    /// <summary>Changes nothing.</summary>
    Read,

    /// <summary>Changes the gateway's own records.</summary>
    Write,

    /// <summary>Acts on the platform, at once or later from the account's queue.</summary>
    Send,
}
