using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Overture.Server.Hosting;

namespace Overture.FunctionalTests.Hosting;

/// <summary>An invalid setting stops the start with a sentence that names its key.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("overture-settings-").FullName;

    /// <summary>Every setting with a range, with a value below it and one above it.</summary>
    public static TheoryData<string, string> OutOfRange
    {
        get
        {
            var table = new TheoryData<string, string>();
            foreach (var (section, options) in Settings.All)
            {
                foreach (var property in options.GetProperties())
                {
                    if (property.GetCustomAttribute<RangeAttribute>() is not { } range) continue;
                    var (below, above) = Beyond(range);
                    table.Add($"{section}:{property.Name}", below);
                    table.Add($"{section}:{property.Name}", above);
                }
            }

            return table;
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Value_out_of_range_is_refused_by_name(string key, string value)
    {
        var fault = FaultOf($"--{key}={value}");

        Assert.StartsWith($"{key}: ", fault, StringComparison.Ordinal);
        Assert.Contains("must be between", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Overture:Http:MaxBodyBytes", "lots", "a whole number")]
    [InlineData("Overture:Http:RequestsPerMinute", "", "a whole number")]
    [InlineData("Overture:Http:RequestsPerMinute", "3.5", "a whole number")]
    [InlineData("Overture:Credits:SandboxGrant", "99999999999999999999", "a whole number")]
    [InlineData("Overture:Accounts:MaxWait", "a minute", "a time span")]
    [InlineData("Overture:Accounts:MaxWait", "30", "a time span")]
    [InlineData("Overture:Retention:StoredAnswers", "24", "a time span")]
    [InlineData("Overture:Invitations:AbsenceCountsAfter", "00:61:00", "a time span")]
    [InlineData("Overture:Sandbox:Enabled", "yes", "true or false")]
    [InlineData("Overture:Cluster:Mode", "postgres", "Alone or PostgreSql")]
    [InlineData("Overture:Cluster:Mode", "7", "Alone or PostgreSql")]
    [InlineData("Overture:Connectors:WebSession:AllowRealPlatform", "1", "true or false")]
    public void Unreadable_value_is_refused_by_name(string key, string value, string kind) =>
        Assert.Equal([$"{key} must be {kind}"], [FaultOf($"--{key}={value}").Split([" such as", ", and"], default)[0]]);

    [Theory]
    [InlineData("Overture:Http:MaxBodyByte", "Overture:Http:MaxBodyBytes")]
    [InlineData("Overture:Htpp:MaxBodyBytes", "Overture:Http:MaxBodyBytes")]
    [InlineData("Overture:Invitations:AbsenceCountAfter", "Overture:Invitations:AbsenceCountsAfter")]
    [InlineData("Overture:Connectors:WebSession:SendTimeOuts", "Overture:Connectors:WebSession:SendTimeout")]
    public void Misspelt_key_is_refused_with_a_suggestion(string key, string meant) =>
        Assert.Equal($"{key} is not a setting. Did you mean {meant}?", FaultOf($"--{key}=1"));

    [Theory]
    [InlineData("Overture:Http=1", "Overture:Http is not a setting.")]
    [InlineData("Overture:Http:MaxBodyBytes:Deeper=1", "Overture:Http:MaxBodyBytes:Deeper is not a setting.")]
    [InlineData("Overture:Something:Else=1", "Overture:Something:Else is not a setting.")]
    public void Unknown_key_is_refused(string setting, string fault) =>
        Assert.StartsWith(fault, FaultOf($"--{setting}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("foo")]
    [InlineData("https://127.0.0.1:8081")]
    [InlineData("http://127.0.0.1:8081/path")]
    [InlineData("http://0.0.0.0:8081")]
    [InlineData("http://sandbox.example.org:8081")]
    public void Sandbox_listens_on_this_machine_only(string url) =>
        Assert.StartsWith(
            "Overture:Sandbox:Url must be", FaultOf($"--Overture:Sandbox:Url={url}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("foo")]
    [InlineData("ftp://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:8080/path")]
    [InlineData("http://127.0.0.1:8080;nonsense")]
    public void Unusable_listen_address_is_refused(string urls) =>
        Assert.StartsWith("--urls (ASPNETCORE_URLS) must be", FaultOf($"--urls={urls}"), StringComparison.Ordinal);

    [Fact]
    public void Platform_address_contradicts_an_enabled_sandbox()
    {
        var fault = FaultOf("--Overture:Connectors:WebSession:BaseAddress=http://127.0.0.1:9999");

        Assert.Contains("Overture:Connectors:WebSession:BaseAddress", fault, StringComparison.Ordinal);
        Assert.Contains("Overture:Sandbox:Enabled=false", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://www.linkedin.com", "AllowRealPlatform")]
    [InlineData("http://192.0.2.1", "must be https")]
    [InlineData("http://127.0.0.1:8081/voyager", "scheme, host and port only")]
    [InlineData("ftp://127.0.0.1", "http or https")]
    public void Real_platform_needs_explicit_consent(string address, string inMessage) => Assert.Contains(
        inMessage,
        FaultOf("--Overture:Sandbox:Enabled=false", $"--Overture:Connectors:WebSession:BaseAddress={address}"),
        StringComparison.Ordinal);

    [Fact]
    public void Absence_counts_only_after_the_send_timeout() => Assert.Contains(
        "Overture:Invitations:AbsenceCountsAfter must be at least 2 s longer than "
        + "Overture:Connectors:WebSession:SendTimeout",
        FaultOf("--Overture:Invitations:AbsenceCountsAfter=00:00:20"),
        StringComparison.Ordinal);

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var faults = FaultOf(
            "--Overture:Http:MaxBodyBytes=1", "--Overture:Credits:InvitePrice=-1", "--Overture:Accounts:MaxWaiting=0")
            .Split(Environment.NewLine);

        Assert.Equal(3, faults.Length);
        Assert.Single(faults, fault => fault.StartsWith("Overture:Http:MaxBodyBytes", StringComparison.Ordinal));
        Assert.Single(faults, fault => fault.StartsWith("Overture:Credits:InvitePrice", StringComparison.Ordinal));
        Assert.Single(faults, fault => fault.StartsWith("Overture:Accounts:MaxWaiting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_are_case_insensitive()
    {
        await using var app = ServerHost.Build(["--data", _directory, "--OVERTURE:HTTP:MAXBODYBYTES=2048"]);

        Assert.NotNull(app);
    }

    private string FaultOf(params string[] settings)
    {
        var fault = Assert.Throws<StartException>(() => ServerHost.Build(["--data", _directory, .. settings]));
        Assert.Equal(ExitCode.Settings, fault.Code);
        return fault.Message;
    }

    private static (string Below, string Above) Beyond(RangeAttribute range) => range.OperandType == typeof(TimeSpan)
        ? (
            Span(range.Minimum) - TimeSpan.FromMilliseconds(1),
            Span(range.Maximum) + TimeSpan.FromMilliseconds(1)) switch
        {
            var (below, above) => (below.ToString("c"), above.ToString("c")),
        }
        : (Text(Number(range.Minimum) - 1), Text(Number(range.Maximum) + 1));

    private static TimeSpan Span(object bound) => TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture);

    private static long Number(object bound) => Convert.ToInt64(bound, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
