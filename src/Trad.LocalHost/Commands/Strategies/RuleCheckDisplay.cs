using System.Globalization;
using Trad.Functions.Strategies;
using Trad.Training;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary>Shows what was said of a document of rules.</summary>
internal static class RuleCheckDisplay
{
    /// <summary>Shows it.</summary>
    /// <param name="file">The file that the document was in.</param>
    /// <param name="found">What was said.</param>
    public static void Show(string file, CheckedRules found)
    {
        foreach (var problem in found.Problems)
        {
            // As compilers write it, so that editors jump there.
            var at = problem.DocumentLine is null ? "" : string.Create(
                CultureInfo.InvariantCulture, $":{problem.DocumentLine}:{problem.DocumentColumn}");
            var place = problem.Line is null ? "" : string.Create(CultureInfo.InvariantCulture, $" line {problem.Line}, column {problem.Column}:");
            Console.WriteLine($"{file}{at}: {problem.Field}:{place} {problem.Message}");
        }

        if (found.Strategy is { } strategy)
        {
            StrategyShowCommand.ShowParameters(strategy);
        }

        foreach (var rule in found.Rules ?? [])
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {rule.Rule,-14} holds at {rule.Holds:N0} of {rule.Candles:N0} candles ({rule.Share ?? 0:0.##%})"));
        }

        foreach (var warning in found.Warnings)
        {
            Console.WriteLine($"  warning: {warning}");
        }

        if (found.Signals is { } signals)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {signals.Items.Count:N0} signals on {signals.Candles:N0} candles from {signals.From:u}"));
            foreach (var signal in signals.Items)
            {
                Console.WriteLine($"  {signal.Time:u}  {EnumNames.Format(signal.Kind),-10}{Price("stop", signal.Stop)}{Price("target", signal.Target)}{Price("trailing by", signal.Trailing)}");
            }
        }
    }

    private static string Price(string name, double? price) =>
        price is null ? "" : string.Create(CultureInfo.InvariantCulture, $"  {name} {price:G10}");
}
