using System.Globalization;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>How often the rules of a job hold on the candles that its trials see, at the defaults.</summary>
internal static class RuleShares
{
    /// <summary>The rules in the order of their document, each over all symbols together; none where there are no rules.</summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="data">The candles, one set per symbol.</param>
    public static IReadOnlyList<RuleShare> Find(TrainingRequest request, IReadOnlyList<TrainingData> data)
    {
        if (RequestedStrategy.Get(request) is not RuleStrategy rules)
        {
            return [];
        }

        // One set for all symbols: rules are compiled once for each set.
        var defaults = StrategyParameters.Defaults(rules);
        var options = TrialBacktest.Options(request, 0);
        var longestGap = options.RestartAfterGap ? options.LongestGap : TimeSpan.MaxValue;
        return
        [
            .. data.SelectMany(each => rules.Shares(each.InSample, defaults, longestGap))
                .GroupBy(share => share.Rule)
                .Select(all => RuleShare.Together([.. all])),
        ];
    }

    /// <summary>A rule's share in words.</summary>
    public static string Describe(RuleShare share) => string.Create(
        CultureInfo.InvariantCulture,
        $"Rule '{share.Rule}' holds at {share.Holds} of {share.Candles} candles in sample ({100 * (share.Share ?? 0):0.##} %), at the defaults.");

    /// <summary>What is suspicious about the rules and how often they hold, in words.</summary>
    public static IEnumerable<string> Warnings(TrainingRequest request, IEnumerable<RuleShare> shares) =>
        (RequestedStrategy.Get(request) is RuleStrategy rules ? rules.Warnings.Select(warning => $"{warning}.") : [])
            .Concat(shares.SelectMany(share => share.Warnings).Select(warning => $"Rule {warning} in sample, at the defaults."));
}
