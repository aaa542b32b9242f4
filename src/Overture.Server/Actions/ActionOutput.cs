using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Actions;

/// <summary>What an action came to, before it is rendered.</summary>
internal abstract record ActionOutput
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Credits charged.</summary>
    public int Credits { get; init; }

    /// <summary>The invitation goes without its note; a header says so.</summary>
    public bool DropsNote { get; init; }

    public static ActionOutput Of<T>(T data) => new DataOutput<T>(data);

    public abstract WireAnswer Render(Metadata metadata);

    private sealed record DataOutput<T>(T Data) : ActionOutput
    {
        public override WireAnswer Render(Metadata metadata) =>
            Answers.Success(Data, metadata with { CreditsConsumed = Credits }, Status) with { DropsNote = DropsNote };
    }
}
