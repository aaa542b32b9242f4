using Overture.Bench.Forwarder;

// --urls URL --upstream URL [--journal FILE]; bench/load starts it.
string? Value(string name) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

if (Value("--urls") is not { } urls || Value("--upstream") is not { } address)
{
    Console.Error.WriteLine("usage: --urls URL --upstream URL [--journal FILE]");
    return 2;
}

using var journal = Value("--journal") is { } file ? new Journal(file) : null;
using var upstream = new Upstream(new Uri(address));
var forwarder = new ForwardingServer(upstream, journal, TimeProvider.System);

var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().UseUrls(urls).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole();
await using var app = builder.Build();
app.Run(forwarder.HandleAsync);
await app.RunAsync();
return 0;
