namespace Trad.MarketData.Simulation;

/// <summary>The daily closes and volatilities of a generated symbol, from its listing on: the frame that the minutes fill.</summary>
/// <remarks>
/// A Markov chain over regimes moves drift and volatility; the logarithm of volatility reverts to the regime's, and the price
/// very slowly to its start, so that it stays believable over years.
/// </remarks>
/// <param name="random">The chance.</param>
/// <param name="startPrice">The price at the listing.</param>
/// <param name="regimes">Between which regimes the days move.</param>
internal sealed class DailyPath(RandomStream random, double startPrice, DailyRegimes regimes)
{
    private const double Reversion = 0.002;
    private const double VolatilityMemory = 0.85;

    private readonly Lock _lock = new();
    private readonly List<SimulatedDay> _days = [];
    private readonly double _startLog = Math.Log(startPrice);
    private int _regime;
    private double _logVolatility = Math.Log(regimes.Kinds[0].Volatility);

    /// <summary>The day of a number, counted from the listing.</summary>
    public SimulatedDay At(int day)
    {
        lock (_lock)
        {
            while (_days.Count <= day)
            {
                _days.Add(Next(_days.Count == 0 ? _startLog : _days[^1].CloseLog));
            }

            return _days[day];
        }
    }

    private SimulatedDay Next(double open)
    {
        if (random.Uniform() < regimes.ChangeChance)
        {
            _regime = (int)(random.Uniform() * regimes.Kinds.Count);
        }

        var (drift, typical) = regimes.Kinds[_regime];
        _logVolatility = (VolatilityMemory * _logVolatility) + ((1 - VolatilityMemory) * Math.Log(typical)) + (0.15 * random.Normal());
        var volatility = Math.Exp(_logVolatility);
        var change = drift - (Reversion * (open - _startLog)) + (volatility * random.Normal());
        return new SimulatedDay(open, open + change, volatility);
    }
}
