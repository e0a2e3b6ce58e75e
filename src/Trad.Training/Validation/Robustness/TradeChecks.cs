using Trad.Optimization.Randomness;
using Trad.Training.Validation.Backtests;

namespace Trad.Training.Validation.Robustness;

/// <summary>The published trial with some of its trades left out.</summary>
internal static class TradeChecks
{
    private const int SkipKey = 0x5C19;
    private const double Skipped10Percent = 0.1;
    private const double LowTail = 0.05;
    private const int Best = 3;

    /// <summary>With a tenth of the trades skipped at random, many times: the return that all but 5 % of the draws exceed.</summary>
    public static Finding Skipped(PartResult published, long seed, int draws)
    {
        const string Check = "skipped-trades";
        var trades = published.TradeReturns();
        if (trades.Count < 2 || Growth(trades) <= 0)
        {
            return Finding.Untold(
                Check,
                trades.Count < 2
                    ? "There are fewer than two trades." : "The published trial did not earn in sample, so skipped trades tell nothing.");
        }

        var stream = new RandomStream((ulong)seed, SkipKey);
        var logs = new double[trades.Count];
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] = Math.Log(Math.Max(1e-9, 1 + trades[i]));
        }

        var results = new double[draws];
        for (var draw = 0; draw < draws; draw++)
        {
            foreach (var each in logs)
            {
                results[draw] += stream.NextDouble() < Skipped10Percent ? 0 : each;
            }
        }

        Array.Sort(results);
        var low = Math.Exp(results[(int)(LowTail * draws)]) - 1;
        return Finding.Measured(
            Check,
            low > 0 ? FindingOutcome.Passed : FindingOutcome.Failed,
            $"With every tenth trade skipped at random it returned at least {low:0.0%} in 95 % of {draws:N0} draws.",
            low,
            0);
    }

    /// <summary>Without its three best trades.</summary>
    public static Finding WithoutBest(PartResult published)
    {
        const string Check = "best-trades";
        var trades = published.TradeReturns();
        var all = Growth(trades);
        if (trades.Count <= Best || all <= 0)
        {
            return Finding.Untold(
                Check,
                trades.Count <= Best
                    ? $"There are no more than {Best} trades."
                        : "The published trial did not earn in sample, so its best trades tell nothing.");
        }

        var rest = Growth([.. trades.Order().SkipLast(Best)]);
        return rest > 0
            ? Finding.Measured(
                Check, FindingOutcome.Passed,
                $"Without its {Best} best trades of {trades.Count} it still earned {rest:0.0%} instead of {all:0.0%}.", rest, 0)
            : Finding.Measured(
                Check, FindingOutcome.Failed,
                $"Without its {Best} best trades of {trades.Count} it lost {-rest:0.0%}: all it earned came from them.", rest, 0);
    }

    private static double Growth(IReadOnlyList<double> trades)
    {
        var growth = 1.0;
        foreach (var trade in trades)
        {
            growth *= 1 + trade;
        }

        return growth - 1;
    }
}
