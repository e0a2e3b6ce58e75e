using Trad.Training.Validation.Backtests;

namespace Trad.Training.Validation.WalkForwards;

/// <summary>The days of parts that follow each other.</summary>
public sealed class StitchedDays
{
    private const int MostPoints = 100;

    private readonly DateTimeOffset[] _ends;

    /// <summary>Puts parts end to end.</summary>
    /// <param name="returns">The daily returns of every part, in time.</param>
    /// <param name="market">What holding returned on the same days.</param>
    /// <param name="trades">Trades in all of them.</param>
    public StitchedDays(IReadOnlyList<DailyReturns> returns, IReadOnlyList<DailyReturns> market, int trades)
    {
        Returns = [.. returns.SelectMany(part => part.Values)];
        Market = [.. market.SelectMany(part => part.Values)];
        _ends = [.. returns.SelectMany(part => Enumerable.Range(0, part.Values.Length).Select(part.EndOf))];
        Trades = trades;
    }

    /// <summary>The return of every day, fractions.</summary>
    public double[] Returns { get; }

    /// <summary>What holding returned on every day.</summary>
    public double[] Market { get; }

    /// <summary>Trades.</summary>
    public int Trades { get; }

    /// <summary>The equity at days' ends, 1 at the start, thinned evenly; the last day is always there.</summary>
    public (IReadOnlyList<DateTimeOffset> Ends, IReadOnlyList<double> Equity) Curve()
    {
        var step = Math.Max(1, (Returns.Length + MostPoints - 1) / MostPoints);
        var (ends, equity) = (new List<DateTimeOffset>(MostPoints), new List<double>(MostPoints));
        var growth = 1.0;
        for (var i = 0; i < Returns.Length; i++)
        {
            growth *= 1 + Returns[i];
            if ((Returns.Length - 1 - i) % step == 0)
            {
                ends.Add(_ends[i]);
                equity.Add(growth);
            }
        }

        return (ends, equity);
    }
}
