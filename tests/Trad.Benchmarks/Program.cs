using Trad.Benchmarks;

// Every benchmark is a class of this assembly that implements IBenchmark, so adding one means adding one file.
var benchmarks = typeof(IBenchmark).Assembly.GetTypes()
    .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBenchmark)))
    .Select(type => (IBenchmark)Activator.CreateInstance(type)!)
    .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)
    .ToList();

if (args.Length > 0 && benchmarks.FirstOrDefault(benchmark => benchmark.Name == args[0]) is { } chosen)
{
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        stop.Cancel();
    };
    return await chosen.RunAsync(args[1..], stop.Token);
}

Console.WriteLine("usage: dotnet run -c Release --project tests/Trad.Benchmarks -- <name> [arguments]");
foreach (var benchmark in benchmarks)
{
    Console.WriteLine($"  {benchmark.Name,-16} {benchmark.Description}");
}

return args.Length == 0 ? 0 : 2;
