using Overture.Server.DoNotContact;

namespace Overture.Server.Hosting.Verbs;

internal sealed class ForbidPerson : Verb
{
    public override string Name => "forbid-person";

    public override string Operands => "MEMBER_ID";

    public override string Switch => "comment";

    public override string Meaning => "put a person on the do-not-contact list of the whole deployment";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var (memberId, fault) = MemberIdOperand.Read(command.Operands[0]);
        fault ??= command.SwitchValue is { } comment ? OperatorText.FaultOfComment(comment) : null;
        if (fault is not null) return VerbResult.Misused(fault);
        return await services.GetRequiredService<ForbiddenPeople>().AddAsync(memberId!, command.SwitchValue?.Trim(), CancellationToken.None)
            ? VerbResult.Done($"{memberId} must not be contacted.")
            : VerbResult.Refused($"{memberId} is on the list already.");
    }
}
