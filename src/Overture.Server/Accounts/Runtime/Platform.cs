namespace Overture.Server.Accounts.Runtime;

/// <summary>The networks that accounts belong to. The numbers are stored.</summary>
internal enum Platform
{
    LinkedIn = 1,
}
