using static Trad.Training.Requests.RequestRule;

namespace Trad.Training.Requests;

/// <summary>What account, exits and filters of a training request must be like.</summary>
internal static class AccountRules
{
    /// <summary>Records what is wrong.</summary>
    public static void Check(TrainingRequest request, ValidationErrors errors)
    {
        if (request.Account is { } account)
        {
            CheckAccount(account, errors);
        }

        if (request.Exits is { } exits)
        {
            Within("exits.stopLoss", exits.StopLoss, RequestLimits.SmallestDistance, RequestLimits.LargestDistance, errors);
            Within("exits.takeProfit", exits.TakeProfit, RequestLimits.SmallestDistance, RequestLimits.LargestDistance, errors);
            Within("exits.trailingStop", exits.TrailingStop, RequestLimits.SmallestDistance, RequestLimits.LargestDistance, errors);
            Within("exits.breakEvenAfter", exits.BreakEvenAfter, RequestLimits.SmallestReward, RequestLimits.LargestReward, errors);
            Within("exits.maximumHolding", exits.MaximumHolding, 1, RequestLimits.LongestHolding, errors);
        }

        if (request.Filters is { } filters)
        {
            Within("filters.tickSize", filters.TickSize, 0, RequestLimits.LargestFilter, errors);
            Within("filters.lotSize", filters.LotSize, 0, RequestLimits.LargestFilter, errors);
            Within("filters.minimumSize", filters.MinimumSize, 0, RequestLimits.LargestFilter, errors);
            OfOneSymbol("filters.tickSize", filters.TickSize, request, errors);
            OfOneSymbol("filters.lotSize", filters.LotSize, request, errors);
            OfOneSymbol("filters.minimumSize", filters.MinimumSize, request, errors);
            Within("filters.minimumNotional", filters.MinimumNotional, 0, RequestLimits.LargestFilter, errors);
            if (filters.MinimumNotional is <= RequestLimits.LargestFilter and var least && least > LargestNotional.Compute(request))
            {
                errors.Add(
                    "filters.minimumNotional",
                    Found(least, $"at most {LargestNotional.Compute(request)}, which is what a position is worth at most by account and sizing"));
            }
        }
    }

    private static void CheckAccount(AccountRequest account, ValidationErrors errors)
    {
        Within("account.initialCapital", account.InitialCapital, RequestLimits.LeastCapital, RequestLimits.MostCapital, errors);
        Within("account.leverage", account.Leverage, 1, RequestLimits.HighestLeverage, errors);
        Within("account.maintenanceMargin", account.MaintenanceMargin, 0, RequestLimits.LargestDistance, errors);
        // What the entry leaves of the equity is 1 / leverage of the notional: a margin of that much is gone at once.
        if (account is { MaintenanceMargin: { } margin, Leverage: { } leverage and >= 1 } && margin >= 1 / leverage)
        {
            errors.Add(
                "account.maintenanceMargin", Found(margin, $"a number below 1 divided by the leverage of {leverage}, {1 / leverage:0.####}"));
        }
    }

    // Each symbol has steps of its own, in its own currency.
    private static void OfOneSymbol(string field, double? value, TrainingRequest request, ValidationErrors errors)
    {
        if (value > 0 && request.AllSymbols.Count > 1)
        {
            errors.Add(field, Found(value, $"none with {request.AllSymbols.Count} symbols, which have steps and sizes of their own"));
        }
    }
}
