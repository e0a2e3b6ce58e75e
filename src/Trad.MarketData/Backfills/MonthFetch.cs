using System.Security.Cryptography;
using System.Text;
using Trad.Candles;
using Trad.Candles.Quality;
using Trad.MarketData.Exchanges;

namespace Trad.MarketData.Backfills;

/// <summary>Gathers the candles of one month from the archive and over REST.</summary>
internal sealed class MonthFetch(Market market, IExchange exchange, ICandleArchive? archive)
{
    public const string Archive = "archive";
    public const string Rest = "rest";
    public const string Stored = "stored";

    // Of many remarkable prices so many are named.
    private const int MostNamed = 5;

    private readonly SortedDictionary<long, CandleSeries> _parts = [];

    public string Source { get; private set; } = Stored;

    /// <summary>The SHA-256 of the month's archive file, or of its days' checksums one after the other.</summary>
    public string? Checksum { get; private set; }

    public int DuplicatesDropped { get; private set; }

    public List<RefusedCandle> Refused { get; } = [];

    public List<string> Notes { get; } = [];

    /// <summary>Everything gathered so far.</summary>
    public CandleSeries Candles => CandleSeries.Concat(market.Interval, Interleave());

    /// <summary>
    /// Takes the wanted part of the month from the archive; a month that is not there, or damaged, is left to REST and noted.
    /// </summary>
    public async Task FromArchiveAsync(Month month, TimeRange wanted, CancellationToken cancellationToken)
    {
        try
        {
            if (archive is null)
            {
                return;
            }

            if (market.Interval < Interval.OneMinute)
            {
                // A month of seconds is a zip of a hundred megabytes, and each of its days one of a few.
                await FromDaysAsync(archive, wanted, cancellationToken);
                return;
            }

            if (await archive.FetchAsync(market.Symbol, market.Interval, month, cancellationToken) is { } archived)
            {
                Add(archived.Candles.Slice(wanted));
                Checksum = archived.Sha256;
                Source = Archive;
                return;
            }

            var days = await FromDaysAsync(archive, wanted, cancellationToken);
            Notes.Add($"{month}: the archive does not have this month; {days} days came from its daily files");
        }
        catch (ExchangeException damaged) when (damaged is not ExchangeBannedException)
        {
            Notes.Add($"{month}: the archive was not used: {damaged.Message}");
        }
    }

    /// <summary>Takes days from the archive, oldest first, up to the first that is not there; gives how many there were.</summary>
    private async Task<int> FromDaysAsync(ICandleArchive days, TimeRange wanted, CancellationToken cancellationToken)
    {
        var checksums = new StringBuilder();
        var taken = 0;
        for (var day = DateOnly.FromDateTime(
            wanted.StartTime.UtcDateTime); day <= DateOnly.FromDateTime(wanted.EndTime.UtcDateTime.AddTicks(-1)); day = day.AddDays(1))
        {
            if (await days.FetchAsync(market.Symbol, market.Interval, day, cancellationToken) is not { } archived)
            {
                break;
            }

            Add(archived.Candles.Slice(wanted));
            checksums.Append(archived.Sha256);
            Checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(checksums.ToString())));
            Source = Archive;
            taken++;
        }

        return taken;
    }

    /// <summary>Asks for spans over REST.</summary>
    public async Task FromRestAsync(IReadOnlyList<TimeRange> spans, CancellationToken cancellationToken)
    {
        foreach (var span in spans)
        {
            var fetched = await exchange.FetchAsync(market.Symbol, market.Interval, span, cancellationToken);
            Add(fetched.Candles);
            DuplicatesDropped += fetched.DuplicatesDropped;
            Refused.AddRange(fetched.Refused);
            Source = Source == Stored ? Rest : Source;
        }
    }

    /// <summary>
    /// Asks again for the candles whose prices their neighbours do not bear out. Where the exchange tells another candle then, that one
    /// counts and the first is refused; where it tells the same, or nothing, the candle stays, however rare such a move is, and it is
    /// noted.
    /// </summary>
    /// <param name="stored">What is stored around the gathered candles, <see cref="FetchedPrices.Around"/>.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task ConfirmPricesAsync(CandleSeries stored, CancellationToken cancellationToken)
    {
        var gathered = Candles;
        var told = new FetchedPrices(gathered, stored).FindOutliers();
        if (told.Count == 0)
        {
            return;
        }

        var span = new TimeRange(told[0].Candle.OpenTime, market.Interval.CloseOf(told[^1].Candle.OpenTime));
        var again = (await exchange.FetchAsync(market.Symbol, market.Interval, span, cancellationToken)).Candles;
        var columns = CandleColumns.Allocate(gathered.Count);
        gathered.CopyTo(columns, 0);
        foreach (var (candle, defect) in told)
        {
            var answer = again.IndexAtOrAfter(candle.OpenTime);
            if (answer < again.Count && again.OpenTime[answer] == candle.OpenTime && !HasSamePrices(again[answer], candle))
            {
                columns.Set(gathered.IndexAtOrAfter(candle.OpenTime), again[answer]);
                Refused.Add(new RefusedCandle(
                    CandleDefect.Implausible,
                    $"{Timestamp.Format(candle.OpenTime)}: {defect}; asked again, the exchange told another, which is stored"));
            }
        }

        gathered = new CandleSeries(market.Interval, columns);
        _parts.Clear();
        Add(gathered);
        var left = new FetchedPrices(gathered, stored).FindOutliers();
        Notes.AddRange(left.Take(MostNamed).Select(
            each => $"{Timestamp.Format(each.Candle.OpenTime)}: {each.Defect}; it is stored, since the exchange stands by it"));
        if (left.Count > MostNamed)
        {
            Notes.Add($"and {left.Count - MostNamed} more such prices, stored likewise");
        }
    }

    /// <summary>What of the spans has not been gathered.</summary>
    public IReadOnlyList<TimeRange> StillMissing(IReadOnlyList<TimeRange> spans)
    {
        var times = Candles.OpenTime.ToArray();
        return [.. spans.SelectMany(span => CandleGaps.Find(times, market.Interval, span))];
    }

    // The archive's amounts may be rounded otherwise than those over REST.
    private static bool HasSamePrices(in Candle one, in Candle other) =>
        (one.Open, one.High, one.Low, one.Close) == (other.Open, other.High, other.Low, other.Close);

    private void Add(CandleSeries candles)
    {
        if (candles.Count > 0)
        {
            _parts[candles.OpenTime[0]] = candles;
        }
    }

    /// <summary>The parts in order of time, cut where a later answer filled a gap of an earlier one.</summary>
    private List<CandleSeries> Interleave()
    {
        var pieces = new List<CandleSeries>();
        var starts = _parts.Keys.ToList();
        foreach (var part in _parts.Values)
        {
            var position = 0;
            foreach (var start in starts.Where(start => start > part.OpenTime[0] && start <= part.OpenTime[^1]))
            {
                var cut = part.IndexAtOrAfter(start);
                pieces.Add(part.Slice(position, cut - position));
                position = cut;
            }

            pieces.Add(part.Slice(position, part.Count - position));
        }

        return [.. pieces.Where(piece => piece.Count > 0).OrderBy(piece => piece.OpenTime[0])];
    }
}
