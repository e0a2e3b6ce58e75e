namespace Trad.Benchmarks;

/// <summary>One benchmark, run by name: <c>dotnet run -c Release --project tests/Trad.Benchmarks -- name</c>.</summary>
public interface IBenchmark
{
    /// <summary>The name on the command line, for example <c>backtest</c>.</summary>
    string Name { get; }

    /// <summary>One line that says what is measured.</summary>
    string Description { get; }

    /// <summary>Measures and prints; returns the exit code.</summary>
    Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
