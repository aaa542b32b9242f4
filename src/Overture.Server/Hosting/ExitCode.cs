namespace Overture.Server.Hosting;

/// <summary>How the process ends; docs/configuration.md lists the codes for operators.</summary>
internal enum ExitCode
{
    /// <summary>The server was stopped, or the command succeeded.</summary>
    Stopped = 0,

    /// <summary>A check found faults, a command was refused, or the gateway itself has a fault.</summary>
    Fault = 1,

    /// <summary>A setting or an argument cannot be used.</summary>
    Settings = 2,

    /// <summary>The data folder or the database cannot be used.</summary>
    DataDirectory = 3,

    /// <summary>An address cannot be listened on.</summary>
    AddressInUse = 4,
}
