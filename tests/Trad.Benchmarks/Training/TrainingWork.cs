using Trad.Training.Requests;

namespace Trad.Benchmarks.Training;

/// <summary>A training to measure.</summary>
/// <param name="Trials">How many trials.</param>
/// <param name="Candles">The last so many candles of 5 minutes of bitcoin.</param>
/// <param name="Strategy">The strategy.</param>
/// <param name="Optimizer">The optimiser.</param>
/// <param name="Runs">How often.</param>
internal sealed record TrainingWork(int Trials, int Candles, string Strategy, string Optimizer = "bayesian", int Runs = 5)
{
    /// <summary>What it is, for people.</summary>
    public string Name => $"{Trials:N0} trials ({Optimizer}, {Strategy}), {Candles:N0} candles";

    /// <summary>How long to wait between two looks at the job; each costs a part of what is measured.</summary>
    public TimeSpan Patience => TimeSpan.FromMilliseconds(Trials > 100 ? 250 : 10);

    /// <summary>What is asked for.</summary>
    public TrainingRequest Request => new()
    {
        Strategy = Strategy,
        Exchange = "binance",
        Symbol = "BTCUSDT",
        Interval = "5m",
        LookbackCandles = Candles,
        Trials = Trials,
        Optimizer = Optimizer,
        Seed = 42,
    };
}
