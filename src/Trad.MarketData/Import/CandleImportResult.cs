using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Formats.Candles;

namespace Trad.MarketData.Import;

/// <summary>What an import brought.</summary>
/// <param name="Rows">Candles in the file.</param>
/// <param name="Range">From the first open time to the last close.</param>
/// <param name="Merge">What was stored.</param>
/// <param name="Layout">What was recognised of the file.</param>
public sealed record CandleImportResult(long Rows, TimeRange Range, CandleMergeResult Merge, RecognizedLayout Layout);
