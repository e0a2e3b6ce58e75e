using Trad.Backtesting.Strategies;

namespace Trad.Training.Requests;

/// <summary>
/// Whether the file of a strategy in C# is still the one that a job was computed by: nothing else tells that it was changed.
/// </summary>
public static class ChangedPlugIn
{
    private const int Digits = 12;

    /// <summary>The hash of the file that the strategy of a request comes from now; null when it comes from none.</summary>
    public static string? HashOf(TrainingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.PinnedStrategy is null && StrategyCatalog.TryGet(request.Strategy, out var strategy)
            ? StrategyCatalog.HashOf(strategy)
            : null;
    }

    /// <summary>What a person should know; null when the file is the same, or nobody recorded which it was.</summary>
    /// <param name="request">The request of the job or the asset.</param>
    /// <param name="consequence">What follows from it, as a sentence.</param>
    public static string? Describe(TrainingRequest request, string consequence) =>
        HashOf(request) is { } now && request.StrategyHash is { } then && now != then
            ? $"The file of the strategy '{request.Strategy}' is another (SHA-256 {now[..Digits]}…) than the one it was trained with ({then[..Digits]}…). {consequence}"
            : null;
}
