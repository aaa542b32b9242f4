using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Overture.FunctionalTests.Support;
using Overture.Server.Telemetry;

namespace Overture.FunctionalTests.Telemetry;

/// <summary>
/// One call is one trace, from the caller to the upstream and back, and nothing in it is anybody else's business.
/// </summary>
public sealed class TracesTests
{
    private const string Slug = "person-77--lost-answer";
    private const string Note = "A note that no collector may see";

    private readonly ConcurrentQueue<Activity> _spans = [];

    [Fact]
    public async Task The_spans_of_a_call_form_one_trace_of_which_the_upstream_hears_nothing()
    {
        // The sandbox is a server in this process: a trace header that reached it would be the parent of its request.
        var heard = new ConcurrentQueue<ActivityTraceId>();
        using var server = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> request) =>
            {
                if (request.Parent.IsRemote) heard.Enqueue(request.Parent.TraceId);
                return ActivitySamplingResult.None;
            },
        };
        ActivitySource.AddActivityListener(server);
        await using var collector = await Collector.StartAsync();
        await using var gateway = await StartAsync(collector);
        // Other gateways of this process make spans as well; nobody else has this account.
        var account = await gateway.ConnectAsync(4711);
        await gateway.InviteAsync(account, Slug, Note);

        var invite = _spans.Single(span => span.DisplayName == Instruments.InviteSpan
            && span.GetTagItem("overture.account_id") is string id && id == account);
        // A request's own span ends after its caller has the answer.
        await Eventually.HoldsAsync(
            () => Task.FromResult(_spans.Any(span => span.TraceId == invite.TraceId && span.ParentSpanId == default)),
            "the call has ended");
        Assert.Equal("sent", invite.GetTagItem("overture.outcome"));
        var trace = _spans.Where(span => span.TraceId == invite.TraceId).ToList();
        Assert.Equal("ws_sandbox", invite.GetTagItem("overture.workspace_id"));
        var root = Assert.Single(trace, span => span.ParentSpanId == default);
        Assert.Equal(("POST /v2/network", ActivityKind.Server), (root.DisplayName, root.Kind));
        Assert.All(
            trace.Where(span => span != root),
            span => Assert.Contains(trace, other => other.SpanId == span.ParentSpanId));
        foreach (var stage in Instruments.SpanNames.Except([Instruments.InviteSpan]))
        {
            Assert.Equal(invite.SpanId, Assert.Single(trace, span => span.DisplayName == stage).ParentSpanId);
        }

        Assert.Contains(
            trace, span => span.Source.Name == "Microsoft.Orleans.Application" && span.Kind == ActivityKind.Server);
        foreach (var stage in (string[])["find_person", "send", "check"])
        {
            Assert.Contains(
                trace, span => span.Source.Name == UpstreamAddresses.Source && NameOfParent(span, trace) == stage);
        }

        Assert.DoesNotContain(invite.TraceId, heard);
    }

    [Fact]
    public async Task A_later_look_is_a_trace_of_its_own_and_nothing_else_begins_one()
    {
        await using var collector = await Collector.StartAsync();
        await using var gateway = await StartAsync(collector);
        var account = await gateway.ConnectAsync(4711);
        await gateway.InviteAsync(account, "lost-request");
        gateway.Time.Advance(TimeSpan.FromSeconds(91));

        await Eventually.HoldsAsync(
            () => Task.FromResult(_spans.Any(span => span.OperationName == CallSampler.WakeUp && _spans.Any(look =>
                look.TraceId == span.TraceId && look.DisplayName == "check"
                && look.GetTagItem("overture.account_id") is string id && id == account))),
            "the look is traced");
        Assert.All(
            _spans.Where(span => span.ParentSpanId == default),
            span => Assert.Contains(span.OperationName, (string[])[CallSampler.Call, CallSampler.WakeUp]));
    }

    [Fact]
    public async Task Nothing_that_is_exported_names_a_person_or_holds_a_secret()
    {
        await using var collector = await Collector.StartAsync();
        await using var gateway = await StartAsync(collector);
        await SecondWorkspace.AddAsync(gateway);
        var memberId = (await gateway.Sandbox.PeopleAsync(100))
            .First(person => person["slug"]!.GetValue<string>() == "johndoe")["member_id"]!.GetValue<string>();
        var account = await gateway.ConnectAsync(4711);
        await gateway.InviteAsync(account, Slug, Note, idempotencyKey: "secret-request-1");
        await gateway.InviteAsync(account, "johndoe", Note);
        await gateway.InviteAsync(account, "not-invitable", Note);
        await gateway.InviteAsync(account, "session-expired", Note);
        await gateway.PostAsync(
            "/v2/login", new JsonObject { ["platform"] = "linkedin", ["login_token"] = "sandbox-4720" });
        await gateway.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, $"/v2/accounts?slug={Slug}"), SecondWorkspace.Key);
        await gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/v2/{Slug}"), SecondWorkspace.Key);
        gateway.Services.GetRequiredService<TracerProvider>().ForceFlush();
        gateway.Services.GetRequiredService<MeterProvider>().ForceFlush();

        // The positive control: what is there can be found in these bytes.
        Assert.Contains("POST /v2/network", collector.TextAt("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("http.response.status_code", collector.TextAt("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains(account, collector.TextAt("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("overture.invitations", collector.TextAt("/v1/metrics"), StringComparison.Ordinal);
        string[] secrets =
        [
            Gateway.Key, SecondWorkspace.Key, "sandbox-1\"", "sandbox-4711", "sandbox-4720", "li_at",
            "secret-request-1",
            Note, Slug, "johndoe", "not-invitable", memberId,
        ];
        foreach (var text in
            (string[])[collector.TextAt("/v1/traces"), collector.TextAt("/v1/metrics"), .. _spans.Select(TextOf)])
        {
            Assert.All(
                secrets,
                secret => Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{secret} in {text}"));
        }
    }

    [Fact]
    public async Task Sampling_nothing_exports_no_span()
    {
        await using var collector = await Collector.StartAsync();
        await using var gateway = await StartAsync(collector, "Overture:Telemetry:TraceSampling=0");

        await gateway.InviteAsync("acc_sandbox", "johndoe");
        gateway.Services.GetRequiredService<TracerProvider>().ForceFlush();

        Assert.DoesNotContain(_spans, span => span.Recorded && span.GetTagItem("overture.account_id") is not null);
    }

    private Task<Gateway> StartAsync(Collector collector, params string[] settings) => Gateway.StartAsync(
        logging =>
        {
            logging.ClearProviders();
            logging.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(new Keep(_spans)));
        },
        settings: [collector.Setting, .. settings]);

    private static string? NameOfParent(Activity span, List<Activity> trace) =>
        trace.SingleOrDefault(other => other.SpanId == span.ParentSpanId)?.DisplayName;

    private static string TextOf(Activity span) => $"{span.DisplayName} {span.StatusDescription} "
        + string.Join(
            ' ', span.TagObjects.Concat(span.Events.SelectMany(happened => happened.Tags)).Concat(span.Baggage.Select(
                pair => KeyValuePair.Create(pair.Key, (object?)pair.Value))));

    private sealed class Keep(ConcurrentQueue<Activity> spans) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => spans.Enqueue(data);
    }
}
