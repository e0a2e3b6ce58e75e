using Trad.Candles;
using static Trad.Training.Requests.RequestRule;

namespace Trad.Training.Requests;

/// <summary>What the funding of a training request must be like.</summary>
internal static class FundingRules
{
    // Whoever got the unit wrong got it wrong thousands of times.
    private const int MostFaultyPayments = 5;

    /// <summary>Records what is wrong.</summary>
    /// <param name="costs">What trading costs.</param>
    /// <param name="symbols">How many symbols are asked for.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static void Check(CostRequest costs, int symbols, ValidationErrors errors)
    {
        if (costs.FundingRates is not { } payments)
        {
            return;
        }

        if (costs.FundingRate is not null)
        {
            errors.Add("costs.fundingRates", "cannot go with costs.fundingRate; give one of the two");
        }

        if (payments.Count == 0)
        {
            errors.Add("costs.fundingRates", "has no payments; give one at least, or leave it out");
        }

        if (symbols > 1 && payments.Count > 0)
        {
            errors.Add("costs.fundingRates", $"cannot go with {symbols} symbols, each of which has payments of its own");
        }

        if (payments.Count > RequestLimits.MostFundingRates)
        {
            errors.Add("costs.fundingRates", $"has {payments.Count} payments; allowed are at most {RequestLimits.MostFundingRates}");
            return;
        }

        var (faulty, before) = (0, (long?)null);
        for (var i = 0; i < payments.Count && faulty < MostFaultyPayments; i++)
        {
            var found = new ValidationErrors();
            CheckPayment($"costs.fundingRates[{i}]", payments[i], before, found);
            before = payments[i]?.Time?.ToUnixTimeMilliseconds() ?? before;
            faulty += found.IsEmpty ? 0 : 1;
            errors.AddAll(found);
        }
    }

    private static void CheckPayment(string field, FundingPayment? payment, long? before, ValidationErrors errors)
    {
        if (payment?.Time is not { } time)
        {
            errors.Add($"{field}.time", Found(null, "the moment of the payment, UTC"));
        }
        else if (before is { } earlier && time.ToUnixTimeMilliseconds() <= earlier)
        {
            errors.Add(
                $"{field}.time",
                Found(Timestamp.Format(time.ToUnixTimeMilliseconds()), $"a time after the one before, {Timestamp.Format(earlier)}"));
        }

        if (payment?.Rate is null)
        {
            errors.Add(
                $"{field}.rate",
                Found(null, NumberRange.Describe(typeof(double), -RequestLimits.HighestRate, RequestLimits.HighestRate)));
        }

        Within($"{field}.rate", payment?.Rate, -RequestLimits.HighestRate, RequestLimits.HighestRate, errors);
    }
}
