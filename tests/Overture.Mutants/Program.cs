using Overture.Mutants;
using Overture.Processes;

if (args is [Worker.Word, var program]) return Worker.Serve(program);
try
{
    using var folder = RunFolder.Make(Path.GetTempPath());
    return await new MutationRun(Arguments.Parse(args)).RunAsync();
}
catch (MutationException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
