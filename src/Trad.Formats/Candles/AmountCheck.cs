using Trad.Candles;
using Trad.Candles.Quality;

namespace Trad.Formats.Candles;

/// <summary>
/// Compares the two amounts of a file's candles with their prices. To what they are rounded is known at the end, and so is whether a few
/// rows are wrong or a column is.
/// </summary>
internal sealed class AmountCheck
{
    private const int MostKept = 1000;
    private const int FewestToTell = 3;

    private readonly List<(Candle Candle, long Place)> _suspects = [];
    private AmountPrecision _volumes;
    private AmountPrecision _quoteVolumes;
    private long _looked;
    private long _suspected;
    private bool _hasVolume;

    /// <summary>Looks at a candle that has both amounts.</summary>
    public void Add(in Candle candle, long place)
    {
        if (!(candle.QuoteVolume > 0))
        {
            return;
        }

        _looked++;
        _hasVolume |= candle.Volume > 0;
        _volumes.Add(candle.Volume);
        _quoteVolumes.Add(candle.QuoteVolume);
        if (QuoteVolumes.Contradict(candle, QuoteVolumes.ExchangeStep, QuoteVolumes.ExchangeStep))
        {
            _suspected++;
            if (_suspects.Count < MostKept)
            {
                _suspects.Add((candle, place));
            }
        }
    }

    /// <summary>How many rows are wrong; of more than are kept as many as of those that are.</summary>
    public long CountWrong() => _suspects.Count == 0
        ? 0
        : Math.Max(FindWrong().Count, _suspected * FindWrong().Count / _suspects.Count);

    /// <summary>What is wrong and may be mended, in words; null when nothing is.</summary>
    /// <param name="placeName"><c>line</c> or <c>row</c>.</param>
    /// <param name="columns">What our columns are called in the file.</param>
    public string? FindDefect(string placeName, IReadOnlyDictionary<string, string> columns)
    {
        var wrong = FindWrong();
        if (wrong.Count == 0)
        {
            return null;
        }

        var (first, place) = wrong[0];
        var found = $"{placeName} {place}, {Timestamp.Format(first.OpenTime)}: {QuoteVolumes.Describe(first)}";
        var (quote, volume) = (Name(columns, CandleColumn.QuoteVolume), Name(columns, CandleColumn.Volume));
        if (!_hasVolume)
        {
            return $"column '{volume}', read as volume, is 0 in every row that has something in '{quote}', read as quote_volume ({found}); "
                + $"leave '{volume}' out, so that it is not known";
        }

        var isColumn = wrong.Count >= FewestToTell && 2 * CountWrong() >= _looked;
        return !isColumn
            ? $"{found}. Mend it, leave the column of quote volumes out"
            : 2 * wrong.Count(each => QuoteVolumes.AreExchanged(each.Candle, _volumes.Step, _quoteVolumes.Step)) >= wrong.Count
                ? $"column '{volume}', read as volume, holds amounts of the quote currency, and '{quote}', read as quote_volume, those of "
                    + $"the base currency ({found}); exchange the names, volume and quote_volume"
                : $"column '{quote}', read as quote_volume, is not what was paid for '{volume}' ({found}); leave that column out or give "
                    + "it another name";
    }

    // Zeros alone do not tell to what they are rounded; nobody rounds all of his amounts to nothing.
    private List<(Candle Candle, long Place)> FindWrong() => !_hasVolume
        ? _suspects
        : _suspects.FindAll(each => QuoteVolumes.Contradict(each.Candle, _volumes.Step, _quoteVolumes.Step));

    private static string Name(IReadOnlyDictionary<string, string> columns, CandleColumn column) =>
        columns.GetValueOrDefault(CandleColumnNames.Ours(column), CandleColumnNames.Ours(column));
}
