using System.Globalization;
using Trad.Optimization.Randomness;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// Whether the entries were better than chance: how often trades with the same sides, holding times and costs, begun at random
/// times without overlapping, earn as much as the trades did. What the market gave to anyone who held it as long on the same side
/// is in both.
/// </summary>
/// <remarks>
/// A randomisation test; Davison and Hinkley (1997), Bootstrap Methods and their Application, section 4.3, for the p-value; the idea
/// of random entries as the null is that of Aronson (2007), Evidence-Based Technical Analysis, ch. 6. The result of a trade is the
/// move of the price between its two ends less its cost, and every trade counts alike. The observed trades are measured in the same
/// way, so that neither their size nor fills inside a candle (a stop, a target) make a difference.
/// </remarks>
/// <param name="PValue">(1 + draws that earn as much) / (1 + draws), in (0, 1]; small when the entries were better than chance.</param>
/// <param name="Observed">Mean result of the trades, a fraction of the notional.</param>
/// <param name="Expected">Mean result over the draws, a fraction of the notional.</param>
/// <param name="Trades">Number of trades.</param>
public readonly record struct RandomEntries(double PValue, double Observed, double Expected, int Trades)
{
    private const int Purpose = 0x52_45;

    // What prices may be, so that the ratio of any two is finite.
    private const double SmallestPrice = 1e-100;
    private const double LargestPrice = 1e100;

    // Sums of the same results in another order may differ by roundings.
    private const double Rounding = 1e-12;

    /// <summary>
    /// The test over one or several symbols, in each of which the trades stay. Not defined without trades and where they take more
    /// time than there is, as trades that overlap may.
    /// </summary>
    /// <param name="markets">The symbols.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="draws">Number of random placements, at least 1.</param>
    /// <exception cref="ArgumentException">
    /// A price is not a number from 10⁻¹⁰⁰ to 10¹⁰⁰, a trade is not held, has a cost below zero or lies outside the prices.
    /// </exception>
    public static Measured<RandomEntries> Simulate(IReadOnlyList<TradedMarket> markets, ulong seed, int draws = 1000)
    {
        ArgumentNullException.ThrowIfNull(markets);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(draws);
        var (trades, most) = (0, 0);
        foreach (var market in markets)
        {
            Check(market);
            trades += market.Trades.Count;
            most = Math.Max(most, market.Trades.Count);
        }

        if (trades == 0)
        {
            return new Undefined("there are no trades");
        }

        var (observed, size) = (0.0, 0.0);
        foreach (var market in markets)
        {
            if (FreeTime(market) < 0)
            {
                return new Undefined("the trades were held longer together than there is time");
            }

            foreach (var trade in market.Trades)
            {
                var result = Result(market.Prices, trade, trade.Entry);
                observed += result;
                size += Math.Abs(result);
            }
        }

        var (order, gaps) = (new TimedTrade[most], new double[most + 1]);
        var (asGood, total) = (0, 0.0);
        for (var draw = 0; draw < draws; draw++)
        {
            var drawn = 0.0;
            for (var i = 0; i < markets.Count; i++)
            {
                drawn += Draw(markets[i], order.AsSpan(0, markets[i].Trades.Count), gaps, new RandomStream(seed, Purpose, draw, i));
            }

            asGood += drawn >= observed - (Rounding * (size + Math.Abs(drawn))) ? 1 : 0;
            total += drawn / draws;
        }

        return new RandomEntries((1.0 + asGood) / (1.0 + draws), observed / trades, total / trades, trades);
    }

    // The sum of the results when the trades, in random order, have random stretches of free time between them.
    private static double Draw(TradedMarket market, Span<TimedTrade> order, Span<double> gaps, RandomStream stream)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = market.Trades[i];
        }

        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = stream.NextIndex(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        // Sorted uniform numbers without sorting: sums of exponential ones over their total (Devroye, 1986, ch. V.3).
        var total = 0.0;
        for (var i = 0; i <= order.Length; i++)
        {
            total -= Math.Log(1 - stream.NextDouble());
            gaps[i] = total;
        }

        var (sum, held, places) = (0.0, 0, FreeTime(market) + 1);
        for (var i = 0; i < order.Length; i++)
        {
            var free = Math.Min((int)(gaps[i] / total * places), places - 1);
            sum += Result(market.Prices, order[i], free + held);
            held += order[i].Held;
        }

        return sum;
    }

    private static double Result(double[] prices, TimedTrade trade, int entry)
    {
        var move = (prices[entry + trade.Held] / prices[entry]) - 1;
        return (trade.IsLong ? move : -move) - trade.Cost;
    }

    private static int FreeTime(TradedMarket market)
    {
        var free = (long)market.Prices.Length - 1;
        foreach (var trade in market.Trades)
        {
            free -= trade.Held;
        }

        return market.Trades.Count == 0 ? 0 : (int)Math.Max(-1, free);
    }

    private static void Check(TradedMarket market)
    {
        for (var i = 0; i < market.Prices.Length; i++)
        {
            if (market.Prices[i] is not (>= SmallestPrice and <= LargestPrice))
            {
                var message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"Price {i} was {market.Prices[i]}; allowed is a number from {SmallestPrice} to {LargestPrice}.");
                throw new ArgumentException(message, nameof(market));
            }
        }

        foreach (var trade in market.Trades)
        {
            var lastEntry = market.Prices.Length - 1 - trade.Held;
            if (trade.Held < 1 || trade.Entry < 0 || trade.Entry > lastEntry || trade.Cost is not (>= 0 and <= 1e9))
            {
                var message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"A trade was held {trade.Held} steps from {trade.Entry} at a cost of {trade.Cost}; allowed is a step or more " +
                    $"within {market.Prices.Length} prices and a cost of 0 or more.");
                throw new ArgumentException(message, nameof(market));
            }
        }
    }
}
