using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Overture.Connectors;
using Overture.Connectors.WebSession;

namespace Overture.Tests.Connectors;

/// <summary>The connector as a host configures it, against a scripted platform.</summary>
internal sealed class ConnectorHost : IAsyncDisposable
{
    public const string Token = "AQEDAT-token_1.2";

    public static readonly DateTimeOffset Now = new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    private ConnectorHost(Uri address, Action<WebSessionOptions>? configure, Action<IServiceCollection>? add)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        add?.Invoke(services);
        services.AddWebSessionConnector();
        services.Configure<WebSessionOptions>(options =>
        {
            options.BaseAddress = address;
            options.ReadTimeout = TimeSpan.FromSeconds(20);
            options.ReadRetries = 0;
            configure?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
        Connector = _services.GetRequiredService<IConnector>();
    }

    public IConnector Connector { get; }

    public Session Session { get; } = new(Token);

    public static ConnectorHost For(
        ScriptedUpstream upstream,
        Action<WebSessionOptions>? configure = null,
        Action<IServiceCollection>? add = null) =>
        new(upstream.Address, configure, add);

    public static ConnectorHost For(Uri address, Action<WebSessionOptions>? configure = null) =>
        new(address, configure, null);

    public Task<Answer<OwnProfile>> OwnProfileAsync() =>
        Connector.ReadOwnProfileAsync(Session, TestContext.Current.CancellationToken);

    public Task<Answer<Person>> ResolveAsync(string slug = "ada") =>
        Connector.ResolvePersonAsync(Session, PersonIdentifier.Slug(slug), TestContext.Current.CancellationToken);

    public Task<Answer<Relationship>> RelationshipAsync(string memberId = "ACoAAT") =>
        Connector.ReadRelationshipAsync(Session, memberId, TestContext.Current.CancellationToken);

    public Task<Answer<SentInvitation>> SendAsync(string? note = null, CancellationToken? cancellationToken = null) =>
        Connector.SendInvitationAsync(
            Session,
            "ACoAAT",
            note,
            DateTimeOffset.MaxValue,
            cancellationToken ?? TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
