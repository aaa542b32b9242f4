namespace Overture.Server.Growth;

/// <summary>What is capped; the names are those of the settings.</summary>
internal enum Cap
{
    Accounts,
    DoNotContact,
    Operations,
    StoredAnswers,
}
