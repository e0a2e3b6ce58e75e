using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Trad.Backtesting.Simulation;
using Trad.Candles;
using Trad.Candles.Aggregation;
using Trad.Candles.Gaps;
using Trad.Candles.Quality;

namespace Trad.Backtesting.Indicators;

/// <summary>
/// The indicators of one candle series, each computed once and shared by every trial and thread that asks for it: one memo, whoever's the
/// indicator is. The number kept is bounded: beyond the limit the one that was asked for longest ago makes room. What an indicator is made
/// of is computed once for it in any case.
/// </summary>
/// <param name="candles">The candles that the indicators are computed from.</param>
public sealed class IndicatorCache(CandleSeries candles)
{
    // 18 months of five-minute candles take 1.2 MB per column, so that 80 of them are kept. A strategy of many indicators finds all of its
    // own again in any case.
    private const long RoomBytes = 100_000_000;
    private const int FewestColumns = 64;
    private const int MostColumns = 128;

    // What this thread has computed for the indicator that it was first asked for: beyond the limit, under many threads, each column
    // would otherwise be computed anew for each that is made of it, and those are made of each other.
    [ThreadStatic]
    private static Dictionary<(IndicatorCache, OwnedKey), double[]>? _underWay;

    private readonly ConcurrentDictionary<OwnedKey, KeptColumn> _columns = new();
    private readonly Lazy<Swings> _swingHighs = new(() => Swings.Read(SwingPoints.Highs(candles.High), candles.High));
    private readonly Lazy<Swings> _swingLows = new(() => Swings.Read(SwingPoints.Lows(candles.Low), candles.Low));
    private readonly Lazy<string?> _defect = new(() => FindDefect(candles));
    private readonly ConcurrentDictionary<TimeSpan, Lazy<Interruptions>> _interruptions = new();
    private readonly ConcurrentDictionary<TimeSpan, Lazy<IReadOnlyList<IndicatorCache>>> _parts = new();
    private readonly ConcurrentDictionary<Interval, Lazy<IndicatorCache>> _higher = new();
    private int _computed;
    private long _asked;

    /// <summary>The candles.</summary>
    public CandleSeries Candles { get; } = candles;

    /// <summary>Positions of the swing highs.</summary>
    public ReadOnlySpan<int> SwingHighs => _swingHighs.Value.Positions;

    /// <summary>Positions of the swing lows.</summary>
    public ReadOnlySpan<int> SwingLows => _swingLows.Value.Positions;

    /// <summary>The highs at <see cref="SwingHighs"/>.</summary>
    public ReadOnlySpan<double> SwingHighPrices => _swingHighs.Value.Prices;

    /// <summary>The lows at <see cref="SwingLows"/>.</summary>
    public ReadOnlySpan<double> SwingLowPrices => _swingLows.Value.Prices;

    /// <summary>
    /// The indicators that were asked for and kept, in the order in which they were computed: what an indicator is made of comes before
    /// it.
    /// </summary>
    public IReadOnlyList<IndicatorColumn> Computed =>
    [
        .. _columns.Where(column => column.Value.IsComputed)
            .OrderBy(column => column.Value.Order)
            .Select(column => new IndicatorColumn(NameOf(column.Key), column.Value.Values)),
    ];

    /// <summary>Whether the swing highs were asked for.</summary>
    internal bool HasSwingHighs => _swingHighs.IsValueCreated;

    /// <summary>Whether the swing lows were asked for.</summary>
    internal bool HasSwingLows => _swingLows.IsValueCreated;

    /// <summary>Whether a column was asked for that is not the engine's own, of these candles or of a higher interval.</summary>
    internal bool HasForeign =>
        _columns.Keys.Any(key => key.Owner is not null) || _higher.Values.Any(higher => higher.IsValueCreated && higher.Value.HasForeign);

    /// <summary>
    /// The first column, those that others are made of before them, that another memo of the same candles has too, with a value that
    /// differs by a bit; null when there is none. Higher intervals are looked at as well.
    /// </summary>
    internal string? FirstDifference(IndicatorCache other)
    {
        foreach (var (key, column) in _columns.Where(column => column.Value.IsComputed).OrderBy(column => column.Value.Order))
        {
            if (other._columns.TryGetValue(key, out var there)
                && !MemoryMarshal.AsBytes<double>(column.Values).SequenceEqual(MemoryMarshal.AsBytes<double>(there.Values)))
            {
                return NameOf(key);
            }
        }

        foreach (var (interval, higher) in _higher)
        {
            if (higher.IsValueCreated && other._higher.TryGetValue(interval, out var there)
                && higher.Value.FirstDifference(there.Value) is { } name)
            {
                return $"{name} of {interval.Code}";
            }
        }

        return null;
    }

    /// <summary>Refuses candles that break a rule; they are looked at once.</summary>
    /// <exception cref="ArgumentException">A candle breaks a rule; the message has its time and what is wrong.</exception>
    public void EnsureSound()
    {
        if (_defect.Value is { } defect)
        {
            throw new ArgumentException(defect);
        }
    }

    /// <summary>Where the candles are interrupted; looked for once per limit.</summary>
    /// <param name="longestGap">The longest hole that is passed over.</param>
    public Interruptions InterruptionsBeyond(TimeSpan longestGap) =>
        _interruptions.GetOrAdd(longestGap, limit => new(() => Interruptions.Find(Candles, limit))).Value;

    /// <summary>The stretches between holes beyond a limit, with indicators of their own; this alone when there is no such hole.</summary>
    /// <param name="longestGap">The longest hole that is passed over.</param>
    public IReadOnlyList<IndicatorCache> Parts(TimeSpan longestGap) => _parts.GetOrAdd(longestGap, limit => new(() => Split(limit))).Value;

    /// <summary>The candles of a higher interval that these make up, with indicators of their own; made once.</summary>
    /// <param name="interval">The higher interval; a candle of it that misses a part is not there.</param>
    /// <exception cref="ArgumentException">These candles do not make up such candles.</exception>
    public IndicatorCache Higher(Interval interval) => _higher.GetOrAdd(
        interval, higher => new(() => new IndicatorCache(CandleAggregation.Aggregate(Candles, higher)))).Value;

    /// <summary>
    /// An indicator, computed once for its key as long as there is room for it and kept for all who ask again. A key belongs to the class
    /// that <paramref name="formula"/> is written in: whatever it is called, it takes the place of no indicator of the engine or of
    /// another class, and none takes its place.
    /// </summary>
    /// <param name="key">What it is, with everything that it depends on besides the candles.</param>
    /// <param name="formula">Computes it. One that captures nothing (<c>static</c>) makes asking again free of garbage.</param>
    public ReadOnlySpan<double> Get(IndicatorKey key, IndicatorFormula formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        return Column(key, formula);
    }

    /// <summary>The same for who holds on to it; nobody but the formula may write into it.</summary>
    internal double[] Column(IndicatorKey key, IndicatorFormula formula)
    {
        var owned = new OwnedKey(key, OwnerOf(formula));
        if (_columns.TryGetValue(owned, out var kept) && kept.IsComputed)
        {
            kept.Touch(Interlocked.Increment(ref _asked));
            return kept.Values;
        }

        return _underWay is { } computed && computed.TryGetValue((this, owned), out var values) ? values : Compute(owned, formula);
    }

    private double[] Compute(OwnedKey owned, IndicatorFormula formula)
    {
        while (true)
        {
            BacktestWatch.Current?.ThrowIfCancelled();
            var own = new KeptColumn(this, owned.Key, formula, Interlocked.Increment(ref _asked));
            var column = _columns.GetOrAdd(owned, own);
            MakeRoom();
            try
            {
                return Compute(owned, column);
            }
            catch (OperationCanceledException)
            {
                // Whoever computed it was told to end, and it stays without values; another who wants it begins anew.
                _columns.TryRemove(KeyValuePair.Create(owned, column));
                if (column == own)
                {
                    throw;
                }
            }
        }
    }

    private double[] Compute(OwnedKey owned, KeptColumn column)
    {
        FormulaNesting.Enter(this, owned.Key, owned.Owner);
        var isFirst = _underWay is null;
        _underWay ??= [];
        try
        {
            return _underWay[(this, owned)] = column.Values;
        }
        finally
        {
            FormulaNesting.Leave();
            if (isFirst)
            {
                _underWay = null;
            }
        }
    }

    /// <summary>How many columns are kept of so many candles.</summary>
    internal static int Capacity(int candles) =>
        (int)Math.Clamp(RoomBytes / (sizeof(double) * (long)Math.Max(candles, 1)), FewestColumns, MostColumns);

    private void MakeRoom()
    {
        while (_columns.Count > Capacity(Candles.Count))
        {
            _columns.TryRemove(_columns.MinBy(column => column.Value.AskedLast).Key, out _);
        }
    }

    // Null for the engine's own. A lambda is a method of a class that the compiler nests in the one it is written in.
    private static Type? OwnerOf(IndicatorFormula formula)
    {
        var type = formula.Method.DeclaringType;
        while (type?.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type?.Assembly == typeof(IndicatorCache).Assembly ? null : type;
    }

    // Two of one name are told apart by whose they are.
    private string NameOf(OwnedKey key)
    {
        var name = key.Key.ToString();
        return key.Owner is { } owner && _columns.Keys.Any(other => other != key && other.Key.ToString() == name)
            ? $"{name} of {owner.FullName}"
            : name;
    }

    private static string? FindDefect(CandleSeries candles)
    {
        for (var i = 0; i < candles.Count; i++)
        {
            var candle = candles[i];
            if (CandleRules.Check(candle, candles.Interval) is not CandleDefect.None and var defect)
            {
                return $"The candle of {Timestamp.Format(candle.OpenTime)} cannot be used: {CandleRules.Describe(defect, candle, candles.Interval)}.";
            }
        }

        return null;
    }

    private List<IndicatorCache> Split(TimeSpan longestGap)
    {
        var ends = InterruptionsBeyond(longestGap).Ends;
        if (ends.IsEmpty)
        {
            return [this];
        }

        var parts = new List<IndicatorCache>(ends.Length + 1);
        var start = 0;
        foreach (var end in ends)
        {
            parts.Add(new IndicatorCache(Candles.Slice(start, end + 1 - start)));
            start = end + 1;
        }

        parts.Add(new IndicatorCache(Candles.Slice(start, Candles.Count - start)));
        return parts;
    }

    private sealed class KeptColumn(IndicatorCache cache, IndicatorKey key, IndicatorFormula formula, long asked)
    {
        private readonly Lazy<(double[] Values, int Order)> _computed = new(() =>
        {
            var values = new double[cache.Candles.Count];
            formula(cache, key, values);
            return (values, Interlocked.Increment(ref cache._computed));
        });

        private long _askedLast = asked;

        public bool IsComputed => _computed.IsValueCreated;

        public double[] Values => _computed.Value.Values;

        // It tells what was computed from what.
        public int Order => _computed.Value.Order;

        public long AskedLast => Volatile.Read(ref _askedLast);

        public void Touch(long asked) => Volatile.Write(ref _askedLast, asked);
    }

    private sealed record Swings(int[] Positions, double[] Prices)
    {
        public static Swings Read(int[] positions, ReadOnlySpan<double> prices)
        {
            var taken = new double[positions.Length];
            for (var i = 0; i < taken.Length; i++)
            {
                taken[i] = prices[positions[i]];
            }

            return new Swings(positions, taken);
        }
    }

    private readonly record struct OwnedKey(IndicatorKey Key, Type? Owner);
}
