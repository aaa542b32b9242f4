using Overture.Server.DoNotContact;

namespace Overture.Server.Hosting.Verbs;

internal sealed class AllowPerson : Verb
{
    public override string Name => "allow-person";

    public override string Operands => "MEMBER_ID";

    public override string Meaning => "take a person off the do-not-contact list of the whole deployment";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var (memberId, fault) = MemberIdOperand.Read(command.Operands[0]);
        if (fault is not null) return VerbResult.Misused(fault);
        return await services.GetRequiredService<ForbiddenPeople>().RemoveAsync(memberId!, CancellationToken.None)
            ? VerbResult.Done($"{memberId} may be contacted.")
            : VerbResult.Refused($"{memberId} is not on the list; list-forbidden lists who is.");
    }
}
