using BenchmarkDotNet.Attributes;
using Overture.Server.Queue;

namespace Overture.Bench.Micro;

/// <summary>Times. ./test checks the allocations, against bench/allocations.json.</summary>
[MemoryDiagnoser]
#pragma warning disable CA1001, CA1822 // The library calls StopAsync at the end, and takes instance methods only.
public class Benchmarks
{
    private Operations _operations = null!;

    [GlobalSetup]
    public Task StartAsync()
    {
        _operations = new Operations();
        return _operations.StartAsync();
    }

    [GlobalCleanup]
    public async Task StopAsync() => await _operations.DisposeAsync();

    [Benchmark]
    public object ParseRequest() => _operations.ParseRequest();

    [Benchmark]
    public object Decide() => _operations.Decide();

    [Benchmark]
    public object CheckLimits() => _operations.CheckLimits();

    [Benchmark]
    public object LinkAudit() => Operations.LinkAudit();

    [Benchmark]
    public object ReadPerson() => Operations.ReadPerson();

    [Benchmark]
    public object WriteAnswer() => _operations.WriteAnswer();

    [Benchmark]
    public object HashRequest() => _operations.HashRequest();

    [Benchmark]
    public object HashKey() => Operations.HashKey();

    /// <summary>What a call about the queue plans, however long the queue is.</summary>
    [Benchmark]
    public object PlanFirst() => _operations.Plan(QueueForecast.MaxPlanned);

    /// <summary>What planning a full queue would cost.</summary>
    [Benchmark]
    public object PlanWhole() => _operations.Plan(10_000);

    /// <summary>For each step: one alone and 64 together.</summary>
    [Benchmark(OperationsPerInvoke = Operations.Batch + 1)]
    public Task CommitStep() => _operations.CommitAsync();
}
