using System.Globalization;
using System.Net.Http.Json;
using DuckDB.NET.Data;
using Trad.Backtesting.Metrics;
using Trad.Candles;
using Trad.Functions.Assets;
using Trad.MarketData.Simulation;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Assets;

/// <summary>An asset's figures are those of its own trades and its own curve, and nothing else.</summary>
public sealed class AssetFiguresTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    private static readonly string[] Both = ["BTCUSDT", "ETHUSDT"];

    // They compare with the market, which is no part of trades and equity.
    private static readonly string[] OfTheMarket = ["buy-and-hold-return", "excess-return"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("BTCUSDT", "rsi-mean-reversion")]
    [InlineData("BTCUSDT", "liquidity-sweep")]
    [InlineData("BTCUSDT+ETHUSDT", "rsi-mean-reversion")]
    [InlineData("BTCUSDT+ETHUSDT", "liquidity-sweep")]
    [InlineData("BTCUSDT+ETHUSDT", "moving-average-crossover")]
    public async Task Every_figure_follows_from_the_exported_trades_and_equity_alone(string symbols, string strategy)
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 3, trials: 4) with
        {
            Strategy = strategy,
            Symbol = null,
            Symbols = symbols.Split('+'),
            Costs = new CostRequest { FundingRate = 0.0001 },
        });

        var equity = await FileAsync(asset, "equity");
        var trades = await FileAsync(asset, "trades");
        foreach (var (isInSample, metrics) in new[] { (true, asset.InSample), (false, asset.HoldOut!) })
        {
            var part = new ExportedEvidence(equity, trades, asset.Account!.InitialEquity, isInSample);

            Assert.Equal(part.FinalEquity, metrics.FinalEquity);
            Assert.Equal(part.Candles, metrics.Candles);
            Assert.Equal(part.DeepestInColumn, metrics.MaximumDrawdown, 1e-12);
            Assert.Equal(part.FinalEquity - asset.Account.InitialEquity, part.Trades.Sum(trade => trade.Profit), 1e-6);
            var figures = part.Figures(asset.Market.Symbols);
            foreach (var metric in MetricCatalog.All.Where(metric => !OfTheMarket.Contains(metric.Name)))
            {
                AssertFigure(metric, figures[metric.Name], metric.Read(metrics));
            }

            Assert.Equal(metrics.TotalReturn - metrics.BuyAndHoldReturn, metrics.ExcessReturn, 1e-12);
            Assert.Equal(BuyAndHold(asset, part.Start, part.End), metrics.BuyAndHoldReturn, 1e-12);
        }

        Assert.Equal(10_000, asset.Account!.CapitalPerSymbol);
        Assert.Equal(10_000 * asset.Market.Symbols.Count, asset.Account.InitialEquity);
    }

    [Fact]
    public async Task Figures_of_every_symbol_stand_beside_them_and_are_those_of_its_trades()
    {
        var asset = await trained.TrainAsync(
            TrainedAssets.Request(seed: 4, trials: 4) with { Strategy = "rsi-mean-reversion", Symbol = null, Symbols = Both });

        var trades = await FileAsync(asset, "trades");
        var equity = await FileAsync(asset, "equity");
        foreach (var isInSample in new[] { true, false })
        {
            var pooled = new ExportedEvidence(equity, trades, 20_000, isInSample).Trades;
            foreach (var (symbol, evidence) in asset.Symbols!)
            {
                var (own, metrics) = (pooled.Where(
                    trade => trade.Symbol == symbol).ToList(), isInSample ? evidence.InSample : evidence.HoldOut!);
                Assert.Equal(own.Count, metrics.Trades);
                Assert.Equal(own.Count(trade => trade.Profit > 0) / (double)own.Count, metrics.WinRate!.Value, 1e-12);
                Assert.Equal(own.Average(trade => trade.Profit), metrics.Expectancy!.Value, 1e-9);
                Assert.Equal(10_000 + own.Sum(trade => trade.Profit), metrics.FinalEquity, 1e-6);
            }

            Assert.Equal(
                asset.Symbols.Values.Sum(each => (isInSample ? each.InSample : each.HoldOut!).FinalEquity),
                (isInSample ? asset.InSample : asset.HoldOut!).FinalEquity, 1e-6);
        }
    }

    [Theory]
    [InlineData(SymbolAggregation.Mean)]
    [InlineData(SymbolAggregation.Median)]
    [InlineData(SymbolAggregation.Worst)]
    public async Task Objective_is_aggregated_as_asked_and_told_apart_from_the_figures(SymbolAggregation aggregation)
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 8, trials: 4) with
        {
            Strategy = "rsi-mean-reversion",
            Symbol = null,
            Symbols = Both,
            SymbolAggregation = aggregation,
        });

        foreach (var (score, sharpes) in new[]
            {
                (asset.InSampleScore, asset.Symbols!.Values.Select(symbol => symbol.InSample.Sharpe!.Value)),
                (asset.HoldOutScore, asset.Symbols.Values.Select(symbol => symbol.HoldOut!.Sharpe!.Value)),
            })
        {
            Assert.Equal(aggregation == SymbolAggregation.Worst ? sharpes.Min() : sharpes.Average(), score!.Value, 1e-12);
        }

        Assert.NotEqual(asset.InSampleScore, asset.InSample.Sharpe);
        var csv = await trained.App.Http.GetStringAsync($"api/assets/{asset.Id}/export?format=csv", Cancellation);
        Assert.Contains($"objective,symbol_aggregation,{aggregation.ToString().ToLowerInvariant()}\n", csv, StringComparison.Ordinal);
        Assert.Contains("account,initial_equity,20000\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_csv_and_parquet_hold_the_same_columns_and_values()
    {
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 9, trials: 3) with { Symbol = null, Symbols = Both });

        var points = (await trained.App.Http.GetFromJsonAsync<EquityPoints>(
            $"api/assets/{asset.Id}/equity", TradJson.Options, Cancellation))!.Points;

        var csv = (await FileAsync(asset, "equity")).TrimEnd().Split('\n');
        Assert.Equal("time,equity,drawdown,in_sample,chained_equity,chained_drawdown,held", csv[0]);
        Assert.Equal(points.Count, csv.Length - 1);
        foreach (var (point, line) in points.Zip(csv.Skip(1)))
        {
            var cells = line.Split(',');
            Assert.Equal(
                (point.Equity, point.Drawdown, point.ChainedEquity, point.ChainedDrawdown),
                (Number(cells[1]), Number(cells[2]), Number(cells[4]), Number(cells[5])));
            Assert.Equal((point.InSample, point.Held), (cells[3] == "true", cells[6] == "true"));
        }

        foreach (var (column, sum) in new[]
            {
                ("equity", points.Sum(point => point.Equity)), ("drawdown", points.Sum(point => point.Drawdown)),
                ("chained_equity", points.Sum(point => point.ChainedEquity)),
                ("chained_drawdown", points.Sum(point => point.ChainedDrawdown)),
                ("held::double", points.Count(point => point.Held == true)),
            })
        {
            Assert.Equal(sum, await SumAsync(asset, "equity", column), 1e-3);
        }

        var compared = await trained.App.Http.GetFromJsonAsync<AssetComparison>(
            $"api/assets/compare?ids={asset.Id},{trained.Shared.Id}", TradJson.Options, Cancellation);
        Assert.Equal(points[^1], compared!.Equity[0].Points[^1]);
    }

    [Fact]
    public async Task Revalidation_of_several_symbols_has_the_figures_of_their_joint_account_too()
    {
        var asset = await trained.TrainAsync(
            TrainedAssets.Request(seed: 10, trials: 3) with { Strategy = "rsi-mean-reversion", Symbol = null, Symbols = Both });

        await trained.App.Http.PostAsJsonAsync(
            $"api/assets/{asset.Id}/revalidate", new RevalidationRequest(asset.Split.HoldOut!.From, asset.Split.HoldOut.To),
            TradJson.Options, Cancellation);
        TrainedAsset measured;
        do
        {
            await Task.Delay(50, Cancellation);
            measured = await trained.GetAsync(asset.Id);
        }
        while (measured.Revalidations[0].State == RevalidationState.Running);

        // The range is the hold-out's, so that its figures are known.
        var revalidation = measured.Revalidations[0];
        Assert.Equal(Both, revalidation.Symbols!.Keys.Order(StringComparer.Ordinal));
        foreach (var metric in MetricCatalog.All)
        {
            AssertFigure(metric, metric.Read(asset.HoldOut!), metric.Read(revalidation.Metrics!), 1e-6);
            Assert.All(
                Both,
                symbol => AssertFigure(
                    metric, metric.Read(asset.Symbols![symbol].HoldOut!), metric.Read(revalidation.Symbols[symbol]), 1e-6));
        }

        Assert.Equal(asset.HoldOutScore!.Value, revalidation.Score!.Value, 1e-6);
    }

    private static void AssertFigure(Metric metric, double? expected, double? actual, double tolerance = 1e-9)
    {
        Assert.True(expected is null == actual is null, $"{metric.Name} is {actual} instead of {expected}");
        Assert.True(
            Math.Abs((expected ?? 0) - (actual ?? 0)) <= tolerance * (1 + Math.Abs(expected ?? 0)),
            $"{metric.Name} is {actual:R} instead of {expected:R}");
    }

    private static double BuyAndHold(TrainedAsset asset, DateTimeOffset from, DateTimeOffset to) => asset.Market.Symbols.Average(symbol =>
    {
        var candles = new GeneratedMarket(42).Read(symbol, Interval.FiveMinutes, TimeRange.Between(from, to));
        return (candles.Close[^1] / candles.Open[0]) - 1;
    });

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private Task<string> FileAsync(TrainedAsset asset, string part) =>
        trained.App.Http.GetStringAsync($"api/assets/{asset.Id}/{part}?format=csv", Cancellation);

    private async Task<double> SumAsync(TrainedAsset asset, string part, string column)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(
                file, await trained.App.Http.GetByteArrayAsync($"api/assets/{asset.Id}/{part}?format=parquet", Cancellation), Cancellation);
            await using var connection = new DuckDBConnection("DataSource=:memory:");
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT sum({column}) FROM read_parquet('{file}')";
            return Convert.ToDouble(await command.ExecuteScalarAsync(Cancellation), CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
