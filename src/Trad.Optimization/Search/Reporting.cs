namespace Trad.Optimization.Search;

/// <summary>Where a long computation says how far it is and learns that it should end.</summary>
internal readonly record struct Reporting(IProgress<double>? Progress, CancellationToken Cancellation)
{
    public void Report(double fraction)
    {
        Cancellation.ThrowIfCancellationRequested();
        Progress?.Report(fraction);
    }
}
