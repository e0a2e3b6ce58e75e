using System.Globalization;
using Trad.Backtesting.Simulation;

namespace Trad.Training.Requests;

/// <summary>
/// Conditions that are allowed but that hardly any market or trader has; mostly a percentage was meant as a fraction.
/// </summary>
public static class UnusualConditions
{
    private const double HighestUsualFee = 0.01;
    private const double HighestUsualSlippage = 0.01;
    private const double HighestUsualAtrSlippage = 0.5;
    private const double HighestUsualSpread = 0.02;
    private const double HighestUsualFunding = 0.01;
    private const double HighestUsualRisk = 0.1;
    private const double HighestUsualVolatility = 2;

    private const double HighestUsualLeverage = 10;

    // Of the capital that every symbol begins with.
    private const double HighestUsualMinimumFee = 0.01;
    private const double HighestUsualNotional = 0.1;

    /// <summary>What a person should know about a complete request, in the order of its fields.</summary>
    public static IReadOnlyList<string> Find(TrainingRequest request)
    {
        var found = new List<string>();
        void Warn(string field, double? value, double highest, string counts, string usual)
        {
            if (Math.Abs(value ?? 0) > highest)
            {
                found.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{field} is {value}, which means {value * 100:0.####} % {counts}; usual is {usual}. Fractions are asked for, not percentages: 0.1 % is 0.001."));
            }
        }

        const string UsualFee = "0.02 % to 0.6 %";
        Warn("feeRate", request.FeeRate, HighestUsualFee, "of the notional at each entry and each exit", UsualFee);
        Warn("slippage", request.Slippage, HighestUsualSlippage, "of the price at each entry and each exit", "at most some 0.1 %");
        if (request.Sizing?.Mode is null or PositionSizing.RiskPerTrade)
        {
            Warn(
                "riskPerTrade", request.RiskPerTrade, HighestUsualRisk, "of the equity lost by every trade that is stopped out",
                "0.5 % to 2 %");
        }

        Warn("costs.makerFeeRate", request.Costs?.MakerFeeRate, HighestUsualFee, "of the notional at each target", UsualFee);
        Warn("costs.spread", request.Costs?.Spread, HighestUsualSpread, "of the price between bid and ask", "less than 0.1 %");
        Warn("costs.fundingRate", request.Costs?.FundingRate, HighestUsualFunding, "of the notional every eight hours", "0.01 %");
        var capital = request.Account?.InitialCapital ?? BacktestOptions.DefaultCapital;
        if (request.Costs?.MinimumFee is { } fee && fee > HighestUsualMinimumFee * capital)
        {
            found.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"costs.minimumFee is {fee}: every side of every trade costs that much, of an account that begins with {capital}."));
        }

        if (request.Costs?.AtrSlippage is > HighestUsualAtrSlippage and var ranges)
        {
            found.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"costs.atrSlippage is {ranges}: each entry and each exit costs {ranges} average ranges of a candle; usual is at most 0.2."));
        }

        if (request.Filters?.MinimumNotional is { } notional && notional > HighestUsualNotional * capital)
        {
            found.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"filters.minimumNotional is {notional}: smaller entries are left out, of an account that begins with {capital}."));
        }

        FindInAccount(request.Account, found);

        if (request.Sizing is { Mode: PositionSizing.VolatilityTarget, Value: > HighestUsualVolatility and var volatility })
        {
            found.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"sizing.value is {volatility}, a yearly volatility of {volatility * 100:0.####} %; usual is 10 % to 100 %."));
        }

        return found;
    }

    private static void FindInAccount(AccountRequest? account, List<string> found)
    {
        if (account?.Leverage is > HighestUsualLeverage and var high)
        {
            found.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"account.leverage is {high}: a move of {100 / high:0.##} % against a full position takes the whole equity; usual is at most {HighestUsualLeverage}."));
        }

        if (account is { Leverage: > 1 and var leverage, MaintenanceMargin: null })
        {
            found.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"account.leverage is {leverage} and account.maintenanceMargin is not given: nothing is liquidated, as it would be at an exchange; usual is 0.004 to 0.05."));
        }
    }
}
