using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Overture.Bench.Micro;

switch (args)
{
    case ["--check-allocations", var file]:
        return await AllocationBudget.CheckAsync(file) == 0 ? 0 : 1;
    case ["--write-allocations", var file]:
        await AllocationBudget.WriteAsync(file);
        return 0;
    default:
        // In this process: a generated project would be built under the rules of this repository.
        var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromAssembly(typeof(Benchmarks).Assembly)
            .Run(args.Length == 0 ? ["--filter", "*"] : args, config);
        return 0;
}
