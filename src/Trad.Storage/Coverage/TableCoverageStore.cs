using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Candles.Quality;
using Trad.MarketData.Coverage;
using Trad.Storage.Tables;

namespace Trad.Storage.Coverage;

/// <summary>The coverage of stored months in a table: one partition per market, one row per month.</summary>
/// <param name="table">The table.</param>
public sealed class TableCoverageStore(TableClient table) : ICoverageStore
{
    // A table's text holds 32 Ki characters; a span takes at most 29.
    private const int MostSpans = 1000;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PartitionCoverage>> ListAsync(Market market, CancellationToken cancellationToken)
    {
        var coverage = new List<PartitionCoverage>();
        var key = Key(market);
        await foreach (var row in table.QueryAsync<TableEntity>(
            entity => entity.PartitionKey == key, cancellationToken: cancellationToken))
        {
            // What cannot be read is not known, and is looked at again.
            if (StoredRow.TryRead(row, Read, out var month, out _))
            {
                coverage.Add(month);
            }
        }

        return coverage;
    }

    /// <inheritdoc/>
    /// <remarks>Of more than a thousand gaps the first thousand are kept.</remarks>
    public Task SaveAsync(Market market, PartitionCoverage coverage, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(Write(market, coverage), TableUpdateMode.Replace, cancellationToken);

    /// <inheritdoc/>
    public Task SaveQualityAsync(Market market, PartitionCoverage coverage, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(WriteQuality(market, coverage), TableUpdateMode.Merge, cancellationToken);

    /// <inheritdoc/>
    public Task SaveSourceAsync(Market market, Month month, string source, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(
        new TableEntity(Key(market), month.ToString()) { ["Version"] = "", ["Source"] = source, ["Checksum"] = "" }, TableUpdateMode.Merge,
        cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(Market market, Month month, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Key(market), month.ToString(), ETag.All, cancellationToken);

    private static string Key(Market market) => $"{market.Exchange}|{market.Symbol}|{market.Interval.PathCode}";

    private static TableEntity Write(Market market, PartitionCoverage coverage)
    {
        var row = WriteQuality(market, coverage);
        row["DuplicatesDropped"] = coverage.DuplicatesDropped;
        row["RefusedBy"] = JsonSerializer.Serialize(coverage.RefusedBy);
        row["Source"] = coverage.Source;
        row["Checksum"] = coverage.Checksum;
        row["Settled"] = JsonSerializer.Serialize(
            coverage.Settled.TakeLast(MostSpans).Select(candle => new[] { candle.OpenTime, candle.Since }));
        return row;
    }

    private static TableEntity WriteQuality(Market market, PartitionCoverage coverage) => new(Key(market), coverage.Month.ToString())
    {
        ["Version"] = coverage.Version,
        ["Rows"] = coverage.Quality.Rows,
        ["ExpectedRows"] = coverage.Quality.ExpectedRows,
        ["Gaps"] = Spans(coverage.Quality.Gaps),
        ["ZeroVolumeRuns"] = coverage.Quality.ZeroVolumeRuns,
        ["Outliers"] = coverage.Quality.Outliers,
        ["OwnGaps"] = Spans(coverage.OwnGaps),
        ["Outages"] = JsonSerializer.Serialize(coverage.Quality.Outages.Select(Numbers)),
        ["Edges"] = JsonSerializer.Serialize(Numbers(coverage.Quality.Edges)),
    };

    private static PartitionCoverage Read(TableEntity row)
    {
        var month = DateTimeOffset.ParseExact(row.RowKey, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var quality = new CandleQuality(
            row.GetInt64("Rows") ?? 0, row.GetInt64("ExpectedRows") ?? 0, Spans(row.GetString("Gaps")), row.GetInt32("ZeroVolumeRuns") ?? 0,
            row.GetInt32("Outliers") ?? 0)
        {
            Outages = [.. (Numbers(row, "Outages") ?? []).Select(OutageOf)],
            Edges = JsonSerializer.Deserialize<double[]>(row.GetString("Edges") ?? "[]") is [var first, var last, var usual]
                ? new PriceEdges(first, last, usual)
                : null,
        };

        // Of a month that was looked at before prices were noted, nothing is known of them: it is looked at again.
        var version = row.ContainsKey("Outages") ? row.GetString("Version") : null;
        return new PartitionCoverage(
            new Month(month.Year, month.Month), version ?? "", quality, Spans(row.GetString("OwnGaps")),
            row.GetInt32("DuplicatesDropped") ?? 0, Refused(row), row.GetString("Source") ?? PartitionCoverage.UnknownSource,
            row.GetString("Checksum") is { Length: > 0 } checksum ? checksum : null)
        {
            Settled = [.. Spans(row.GetString("Settled")).Select(pair => new UncertainCandle(pair.Start, pair.End))],
        };
    }

    // As numbers a gap takes at most 120 characters, so that a row has room for a hundred of them.
    private static double[] Numbers(Outage outage) =>
    [
        outage.From.ToUnixTimeMilliseconds(), outage.To.ToUnixTimeMilliseconds(), outage.MissingCandles, outage.CloseBefore,
        outage.OpenAfter, outage.UsualMove,
    ];

    private static double[] Numbers(PriceEdges? edges) => edges is null ? [] : [edges.FirstOpen, edges.LastClose, edges.UsualMove];

    private static double[][]? Numbers(TableEntity row, string column) =>
        row.GetString(column) is { } text ? JsonSerializer.Deserialize<double[][]>(text) : null;

    private static Outage OutageOf(double[] numbers) => new(
        DateTimeOffset.FromUnixTimeMilliseconds((long)numbers[0]), DateTimeOffset.FromUnixTimeMilliseconds((long)numbers[1]),
        (long)numbers[2], numbers[3], numbers[4], numbers[5]);

    private static Dictionary<CandleDefect, int> Refused(TableEntity row) =>
        row.GetString("RefusedBy") is { } text ? JsonSerializer.Deserialize<Dictionary<CandleDefect, int>>(text)! : [];

    private static string Spans(IReadOnlyList<TimeRange> spans) =>
        JsonSerializer.Serialize(spans.Take(MostSpans).Select(span => new[] { span.Start, span.End }));

    private static List<TimeRange> Spans(string? text) => text is null ? [] :
        [.. JsonSerializer.Deserialize<long[][]>(text)!.Select(pair => new TimeRange(pair[0], pair[1]))];
}
