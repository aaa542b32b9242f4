using Overture.Client.Contract;
using Overture.Server.DoNotContact;
using Overture.Server.Http;

namespace Overture.Server.Network;

/// <summary>Puts one person on the workspace's do-not-contact list, or takes one off it.</summary>
internal sealed class DoNotContactChangeAction(string name, ActorCall actor, DoNotContactAnswers answers) : INetworkAction
{
    internal const string Comment = "comment";
    internal const int LongestComment = 500;

    public string Name => name;

    public Task<WireAnswer> RunAsync(NetworkCall call, CancellationToken cancellationToken)
    {
        string[] known = [PersonReference.ProfileUrl, PersonReference.LinkedinUrl, PersonReference.Identifier];
        var adds = name == ActionNames.DoNotContactAdd;
        var reader = new ParamReader(call.Params, $"params of {name}", adds ? [.. known, Comment] : known);
        var comment = adds ? reader.Text(Comment, LongestComment) : null;
        var (slug, memberId, refusal) = PersonParams.Read(reader);
        if (refusal is not null) return Task.FromResult(answers.Refused(name, call.AccountId, refusal));
        var change = new DoNotContactChange
        {
            WorkspaceId = call.Caller.WorkspaceId,
            ApiKeyId = call.Caller.ApiKeyId,
            Action = name,
            IdempotencyKey = call.IdempotencyKey,
            Entries = [new DoNotContactEntry { Slug = slug, MemberId = memberId, Comment = string.IsNullOrWhiteSpace(comment) ? null : comment }],
        };
        // To add or to remove twice is the same as once.
        return actor.AskAsync(name, call.AccountId, mayRepeat: true, account => account.ChangeDoNotContact(change), cancellationToken);
    }
}
