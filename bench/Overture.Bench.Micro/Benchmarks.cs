using BenchmarkDotNet.Attributes;

namespace Overture.Bench.Micro;

/// <summary>Times; what is allocated stands in bench/allocations.json and is checked by ./test.</summary>
[MemoryDiagnoser]
#pragma warning disable CA1001, CA1822 // The benchmark library calls StopAsync when it is done, and takes instance methods only.
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
    public object ParseRequest() => Operations.ParseRequest();

    [Benchmark]
    public object Decide() => _operations.Decide();

    [Benchmark]
    public object JudgeLimits() => _operations.JudgeLimits();

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

    /// <summary>Per step: 1 alone and 64 together.</summary>
    [Benchmark(OperationsPerInvoke = Operations.Batch + 1)]
    public Task CommitStep() => _operations.CommitAsync();
}
