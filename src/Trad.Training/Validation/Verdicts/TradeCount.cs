using System.Globalization;

namespace Trad.Training.Validation.Verdicts;

/// <summary>Numbers of trades in words.</summary>
internal static class TradeCount
{
    /// <summary>As in <c>1 trade</c> and <c>1,200 trades</c>.</summary>
    public static string Describe(int trades) =>
        trades == 1 ? "1 trade" : string.Create(CultureInfo.InvariantCulture, $"{trades:N0} trades");
}
