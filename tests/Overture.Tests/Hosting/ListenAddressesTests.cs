using Overture.Server.Hosting;

namespace Overture.Tests.Hosting;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:9090", false)]
    [InlineData("http://localhost:9090/", false)]
    [InlineData("http://[::1]:9090", false)]
    [InlineData("http://0.0.0.0:9090", true)]
    [InlineData("http://10.0.0.4:9090", true)]
    public void Admin_address_that_only_the_intended_callers_reach_passes(string url, bool allowRemote) =>
        Assert.Null(ListenAddresses.FaultOfAdmin(url, allowRemote, publicUrls: null));

    [Theory]
    [InlineData("http://0.0.0.0:9090")]
    [InlineData("http://[::]:9090")]
    [InlineData("http://10.0.0.4:9090")]
    // The web server listens on all interfaces if the name is not an address.
    [InlineData("http://loopback:9090")]
    [InlineData("http://localhost.example.org:9090")]
    public void Remote_admin_address_needs_a_second_setting(string url) => Assert.Contains(
        "has no login",
        ListenAddresses.FaultOfAdmin(url, allowRemote: false, publicUrls: null),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.1:9090")]
    [InlineData("localhost:9090")]
    [InlineData("9090")]
    [InlineData("https://127.0.0.1:9090")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:9090/admin")]
    [InlineData("http://127.0.0.1:9090?x=1")]
    public void Address_that_cannot_be_listened_on_is_named(string url) => Assert.Contains(
        $"\"{url}\" is not.",
        ListenAddresses.FaultOfAdmin(url, allowRemote: true, publicUrls: null),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(null, 8080)]
    [InlineData("http://127.0.0.1:7000", 7000)]
    [InlineData("http://127.0.0.1:7000;http://10.0.0.4:7001", 7001)]
    public void The_two_listeners_need_two_ports(string? publicUrls, int port) => Assert.Contains(
        $"name the same port, {port};",
        ListenAddresses.FaultOfAdmin($"http://127.0.0.1:{port}", allowRemote: false, publicUrls),
        StringComparison.Ordinal);
}
