using System.CommandLine;
using Overture.Server.DoNotContact;

namespace Overture.Server.Hosting.Commands;

internal sealed class DoNotContactRemoveCommand : OperatorCommand
{
    private readonly Argument<string> _memberId = new(MemberIdArgument.Name);

    public DoNotContactRemoveCommand()
        : base("do-not-contact-remove", "Take a person off the deployment's do-not-contact list") =>
        Arguments.Add(_memberId);

    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var (memberId, fault) = MemberIdArgument.Read(line.GetRequiredValue(_memberId));
        if (fault is not null) return CommandResult.Invalid(fault);
        var list = services.GetRequiredService<DeploymentDoNotContact>();
        return await list.RemoveAsync(memberId!, CancellationToken.None)
            ? CommandResult.Done($"{memberId} may be contacted.")
            : CommandResult.Refused($"{memberId} is not on the list; do-not-contact-list prints it.");
    }
}
