namespace Overture.Client.Contract;

/// <summary>The actions of <c>POST /v2/network</c>.</summary>
public static class NetworkActions
{
    /// <summary>The category's name.</summary>
    public const string Category = "network";

    /// <summary>Every action of the category.</summary>
    public static IReadOnlyList<ActionDescriptor> All { get; } =
        [.. InvitationActions.All, .. QueueActions.All, .. LimitActions.All, .. DoNotContactActions.All];
}
