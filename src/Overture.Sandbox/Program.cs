using System.Net.Sockets;
using Overture.Sandbox;

var commandLine = CommandLine.Parse(args);
if (commandLine.WantsHelp)
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}

if (commandLine.Error is not null)
{
    Console.Error.WriteLine(commandLine.Error);
    return 1;
}

try
{
    await using var app = SandboxHost.Build(commandLine.Options, TimeProvider.System, ownsProcess: true);
    await app.StartAsync();
    Console.WriteLine($"Sandbox listening on {app.Urls.First()}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (IOException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
catch (SocketException)
{
    Console.Error.WriteLine($"The sandbox cannot listen on {commandLine.Options.Url}.");
    return 1;
}
