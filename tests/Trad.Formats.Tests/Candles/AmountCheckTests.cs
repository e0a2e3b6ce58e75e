using System.Globalization;
using System.Text;
using CsCheck;
using Trad.Candles;
using Trad.Candles.Quality;
using Trad.Formats.Candles;
using Trad.Testing;

namespace Trad.Formats.Tests.Candles;

/// <summary>Quote volumes that contradict prices, and those that only look so.</summary>
public sealed class AmountCheckTests
{
    private const string Header = "open_time,open,high,low,close,volume,quote_volume\n";

    private static readonly DateTimeOffset Start = new(2024, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2.5", "900")]
    [InlineData("2.5", "60")]
    [InlineData("0", "250")]
    public async Task Read_of_one_row_whose_quote_volume_contradicts_its_prices_is_refused_with_the_row(string volume, string quote)
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(Rows(50, (i, row) => i == 7 ? (volume, quote) : row)));

        Assert.Contains("line 9, 2024-05-01", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"quote_volume {quote} at volume {volume}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--accept-outliers", refused.Message, StringComparison.Ordinal);
        Assert.Equal(50, await ReadAsync(Rows(50, (i, row) => i == 7 ? (volume, quote) : row), acceptsOutliers: true));
    }

    [Fact]
    public async Task Read_of_exchanged_columns_is_refused_with_the_names_of_both()
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(
            Rows(50, (_, row) => (row.Quote, row.Volume)).Replace(
                "volume,quote_volume", "Volume BTC,Volume USDT", StringComparison.Ordinal)));

        Assert.Contains(
            "column 'Volume BTC', read as volume, holds amounts of the quote currency", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'Volume USDT'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_of_a_column_that_is_no_quote_volume_is_refused_with_its_name()
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(
            Rows(50, (_, row) => (row.Volume, "7")).Replace("quote_volume", "turnover", StringComparison.Ordinal)));

        Assert.Contains(
            "column 'turnover', read as quote_volume, is not what was paid for 'volume'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 0)]
    [InlineData(8, 8)]
    public void Read_of_amounts_that_are_rounded_throughout_passes(int volumeDecimals, int quoteDecimals) =>
        Gen.Select(Gen.Double[0, 3], Gen.Double[95, 105]).Array[30].Sample(
            amounts =>
            {
                var csv = Rows(30, (i, _) => (
                    amounts[i].Item1.ToString($"F{volumeDecimals}", CultureInfo.InvariantCulture),
                    (amounts[i].Item1 * amounts[i].Item2).ToString($"F{quoteDecimals}", CultureInfo.InvariantCulture)));
                Assert.Equal(30, ReadAsync(csv).GetAwaiter().GetResult());
            },
            iter: 200);

    [Theory]
    [InlineData("", "250")]
    [InlineData("2.5", "0")]
    [InlineData("2.5", "")]
    [InlineData("0", "0")]
    public async Task Read_of_an_amount_that_is_not_known_passes(string volume, string quote) =>
        Assert.Equal(50, await ReadAsync(Rows(50, (i, row) => i % 3 == 0 ? (volume, quote) : row)));

    [Fact]
    public async Task Read_where_something_was_paid_in_every_row_and_nothing_traded_is_refused_unless_volumes_are_left_out()
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(Rows(50, (_, row) => ("0", row.Quote))));

        Assert.Contains(
            "column 'volume', read as volume, is 0 in every row that has something in 'quote_volume', read as quote_volume (line 2, "
            + "2024-05-01T00:00:00Z: quote_volume 126.25 at volume 0 is paid for nothing, and the candle's prices are 95 to 105); "
            + "leave 'volume' out",
            refused.Message, StringComparison.Ordinal);
        Assert.Equal(50, await ReadAsync(Rows(50, (_, row) => ("", row.Quote))));
        Assert.Equal(50, await ReadAsync(Rows(50, (_, row) => ("0", row.Quote)), acceptsOutliers: true));
    }

    [Fact]
    public async Task Contradict_in_candles_of_real_markets_is_never_so()
    {
        var looked = 0L;
        foreach (var file in RealFiles())
        {
            await using var content = File.OpenRead(file);
            var interval = FileGuess.FromFileName(file).Interval ?? Interval.FiveMinutes;
            var candles = await CandleFileReader.ReadAsync(content, file, interval, Cancellation);
            for (var i = 0; i < candles.Count; i++)
            {
                Assert.False(
                    QuoteVolumes.Contradict(candles[i], QuoteVolumes.ExchangeStep, QuoteVolumes.ExchangeStep),
                    $"{file}: {Timestamp.Format(candles.OpenTime[i])}: {QuoteVolumes.Describe(candles[i])}");
                looked += candles.QuoteVolume[i] > 0 ? 1 : 0;
            }
        }

        Assert.SkipWhen(looked == 0, "../shared/candles is missing.");
    }

    private static IEnumerable<string> RealFiles()
    {
        var root = Path.Combine(SharedData.Root, "candles");
        return Directory.Exists(root)
            ? Directory.EnumerateFiles(Path.Combine(root, "archive"), "*.csv*")
                .Concat(Directory.EnumerateFiles(Path.Combine(root, "fixtures", "klines"), "*USDT-1?-20*.json")).Order()
            : [];
    }

    // Candles from 95 to 105.
    private static string Rows(int count, Func<int, (string Volume, string Quote), (string Volume, string Quote)> change)
    {
        var text = new StringBuilder(Header);
        for (var i = 0; i < count; i++)
        {
            var (volume, quote) = change(i, ((1.25 + i).ToString(CultureInfo.InvariantCulture), ((1.25 + i) * 101).ToString(
                CultureInfo.InvariantCulture)));
            text.Append(CultureInfo.InvariantCulture, $"{Start.AddMinutes(i).ToUnixTimeMilliseconds()},100,105,95,101,{volume},{quote}\n");
        }

        return text.ToString();
    }

    private static async Task<long> ReadAsync(string csv, bool acceptsOutliers = false)
    {
        var limits = CandleFileLimits.Default;
        var plausibility = CandlePlausibility.At(Start.AddDays(9), Interval.OneMinute) with { AcceptsOutliers = acceptsOutliers };
        var intake = new CandleIntake(Interval.OneMinute, limits, plausibility);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        await CandleFileReader.ReadMonthsAsync(
            new CandleFile(content, "amounts.csv", null, limits), intake, _ => ValueTask.CompletedTask, Cancellation);
        return intake.Count;
    }
}
