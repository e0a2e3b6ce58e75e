using System.Globalization;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Selection;

namespace Trad.Training.Validation.Robustness;

/// <summary>In which markets, and in which part of the range, the published trial earned.</summary>
internal static class RegimeChecks
{
    private const int LookBack = 20;
    private const int FewestDays = 60;
    private static readonly string[] TrendNames = ["falling", "sideways", "rising"];
    private static readonly string[] VolatilityNames = ["calm", "ordinary", "wild"];

    /// <summary>
    /// What was earned per day in thirds of the days, by the market's trend and by its volatility over the twenty days before each: what
    /// could be known in the morning.
    /// </summary>
    public static IReadOnlyList<Finding> Evaluate(PartResult published)
    {
        var (returns, market) = (published.Returns.Values, published.Market.Values);
        if (returns.Length < FewestDays + LookBack)
        {
            var why = $"{returns.Length} days in sample are too few to tell thirds of them apart; it takes {FewestDays + LookBack}.";
            return [Finding.Untold("trend-regimes", why), Finding.Untold("volatility-regimes", why)];
        }

        var (trends, volatilities) = (new double[returns.Length - LookBack], new double[returns.Length - LookBack]);
        for (var day = 0; day < trends.Length; day++)
        {
            foreach (var each in market.AsSpan(day, LookBack))
            {
                trends[day] += each;
                volatilities[day] += each * each;
            }
        }

        return
        [
            Tell("trend-regimes", "trend", trends, returns, TrendNames),
            Tell("volatility-regimes", "volatility", volatilities, returns, VolatilityNames),
        ];
    }

    /// <summary>How much of the growth came in the first or the last sixth of the range.</summary>
    public static Finding Concentration(PartResult published)
    {
        const string Check = "range-ends";
        const int Parts = TrialSelection.Parts;
        var returns = published.Returns.Values;
        var growth = new double[Parts];
        for (var part = 0; part < Parts && returns.Length >= Parts; part++)
        {
            for (var day = returns.Length * part / Parts; day < returns.Length * (part + 1) / Parts; day++)
            {
                growth[part] += Math.Log(Math.Max(1e-9, 1 + returns[day]));
            }
        }

        var sum = growth.Sum();
        if (!(sum > 0))
        {
            return Finding.Untold(Check, "The published trial did not earn in sample, so it has no best part.");
        }

        var best = Array.IndexOf(growth, growth.Max());
        var share = growth[best] / sum;
        var where = best == 0 ? "the first" : best == Parts - 1 ? "the last" : $"the {Ordinal(best + 1)}";
        var isEnd = best is 0 or Parts - 1;
        return Finding.Measured(
            Check,
            share > 0.5 ? FindingOutcome.Noted : FindingOutcome.Passed,
            $"Its best sixth of the range is {where}, with {share:0%} of all it earned{(share <= 0.5 ? "" : isEnd ? ": it may be what the market did then" : ": the rest of the range adds little")}.",
            share,
            0.5);
    }

    private static Finding Tell(string check, string what, double[] ranking, double[] returns, string[] names)
    {
        var order = Enumerable.Range(0, ranking.Length).OrderBy(day => ranking[day]).ThenBy(day => day).ToArray();
        var sums = new double[names.Length];
        for (var i = 0; i < order.Length; i++)
        {
            sums[i * names.Length / order.Length] += returns[LookBack + order[i]];
        }

        var earned = sums.Count(sum => sum > 0);
        var parts = string.Join(
            ", ", names.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{name} {sums[i]:+0.0%;-0.0%;0.0%}")));
        return new Finding(
            check,
            earned >= 2 ? FindingOutcome.Passed : FindingOutcome.Noted,
            $"It earned in {earned} of {names.Length} thirds of the days by {what}: {parts}.",
            (double)earned / names.Length,
            2.0 / names.Length);
    }

    private static string Ordinal(int number) => number switch { 2 => "second", 3 => "third", 4 => "fourth", _ => "fifth" };
}
