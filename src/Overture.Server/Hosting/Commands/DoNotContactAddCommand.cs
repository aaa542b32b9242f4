using System.CommandLine;
using Overture.Server.DoNotContact;

namespace Overture.Server.Hosting.Commands;

internal sealed class DoNotContactAddCommand : OperatorCommand
{
    private readonly Argument<string> _memberId = new(MemberIdArgument.Name);

    private readonly Option<string> _comment =
        new TextOption("--comment", "COMMENT", "Why the person must not be contacted");

    public DoNotContactAddCommand()
        : base("do-not-contact-add", "Put a person on the deployment's do-not-contact list")
    {
        Arguments.Add(_memberId);
        Options.Add(_comment);
    }

    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var comment = line.GetValue(_comment);
        var (memberId, fault) = MemberIdArgument.Read(line.GetRequiredValue(_memberId));
        fault ??= comment is null ? null : OperatorText.FaultOfComment(comment);
        if (fault is not null) return CommandResult.Invalid(fault);
        var list = services.GetRequiredService<DeploymentDoNotContact>();
        return await list.AddAsync(memberId!, comment?.Trim(), CancellationToken.None)
            ? CommandResult.Done($"{memberId} must not be contacted.")
            : CommandResult.Refused($"{memberId} is already on the list.");
    }
}
