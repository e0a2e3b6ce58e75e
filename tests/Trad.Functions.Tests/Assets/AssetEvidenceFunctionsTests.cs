using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Trad.Functions.Assets;
using Trad.Training;
using Trad.Training.Assets;

namespace Trad.Functions.Tests.Assets;

public sealed class AssetEvidenceFunctionsTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Http => trained.App.Http;

    private string Path => $"api/assets/{trained.Shared.Id}";

    [Fact]
    public async Task Equity_agrees_with_the_metrics_in_sample_and_on_the_hold_out()
    {
        var asset = trained.Shared;

        var points = (await Http.GetFromJsonAsync<EquityPoints>($"{Path}/equity", TradJson.Options, Cancellation))!.Points;

        var inSample = points.Where(point => point.InSample).ToList();
        var holdOut = points.Where(point => !point.InSample).ToList();
        Assert.Equal(asset.InSample.Candles, inSample.Count);
        Assert.Equal(asset.HoldOut!.Candles, holdOut.Count);
        Assert.Equal(asset.InSample.FinalEquity, inSample[^1].Equity);
        Assert.Equal(asset.HoldOut.FinalEquity, holdOut[^1].Equity);
        Assert.Equal(asset.InSample.FinalEquity, inSample[^1].ChainedEquity);
        Assert.Equal(1 + asset.HoldOut.TotalReturn, holdOut[^1].ChainedEquity / inSample[^1].ChainedEquity, 1e-12);
        Assert.Equal(asset.InSample.MaximumDrawdown, inSample.Max(point => point.Drawdown), 1e-12);
        Assert.Equal(asset.HoldOut.MaximumDrawdown, holdOut.Max(point => point.Drawdown), 1e-12);
        Assert.Equal(asset.Split.HoldOut!.From, inSample[^1].Time);
        Assert.Equal(asset.Split.HoldOut.To, holdOut[^1].Time);
    }

    [Fact]
    public async Task Equity_thinned_keeps_ends_and_extremes()
    {
        var all = (await Http.GetFromJsonAsync<EquityPoints>($"{Path}/equity", TradJson.Options, Cancellation))!.Points;
        var thin = (await Http.GetFromJsonAsync<EquityPoints>($"{Path}/equity?maxPoints=50", TradJson.Options, Cancellation))!.Points;

        Assert.InRange(thin.Count, 10, 50);
        Assert.Equal(all[0], thin[0]);
        Assert.Equal(all[^1], thin[^1]);
        Assert.Equal(all.Max(point => point.ChainedEquity), thin.Max(point => point.ChainedEquity));
        Assert.Equal(all.Min(point => point.ChainedEquity), thin.Min(point => point.ChainedEquity));
    }

    [Fact]
    public async Task Trades_agree_with_the_metrics_and_page()
    {
        var asset = trained.Shared;
        var trades = new List<AssetTrade>();
        string? token = null;
        do
        {
            var page = await Http.GetFromJsonAsync<ListPage<AssetTrade>>(
                $"{Path}/trades?limit=3&continuationToken={token}", TradJson.Options, Cancellation);
            trades.AddRange(page!.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(asset.InSample.Trades, trades.Count(trade => trade.InSample));
        Assert.Equal(asset.HoldOut!.Trades, trades.Count(trade => !trade.InSample));
        Assert.All(trades.Where(trade => !trade.InSample), trade => Assert.True(trade.EntryTime >= asset.Split.HoldOut!.From));
        Assert.Equal(asset.InSample.FeesPaid, trades.Where(trade => trade.InSample).Sum(trade => trade.Fees), 1e-9);
        Assert.All(trades, trade => Assert.True(trade.EntryTime <= trade.ExitTime && trade.Size > 0 && trade.Symbol == "BTCUSDT"));
    }

    [Fact]
    public async Task Equity_and_trades_as_files_hold_the_same_as_json()
    {
        var equity = (await Http.GetFromJsonAsync<EquityPoints>($"{Path}/equity", TradJson.Options, Cancellation))!.Points;
        var trades = (await Http.GetFromJsonAsync<ListPage<AssetTrade>>(
            $"{Path}/trades?limit=1000", TradJson.Options, Cancellation))!.Items;

        var csv = (await Http.GetStringAsync($"{Path}/equity?format=csv", Cancellation)).TrimEnd().Split('\n');
        var tradeCsv = (await Http.GetStringAsync($"{Path}/trades?format=csv", Cancellation)).TrimEnd().Split('\n');

        Assert.Equal(equity.Count + 1, csv.Length);
        Assert.Equal(equity[^1].Equity, double.Parse(csv[^1].Split(',')[1], CultureInfo.InvariantCulture));
        Assert.Equal(trades.Count + 1, tradeCsv.Length);
        Assert.Equal(await SumAsync("equity", "equity"), equity.Sum(point => point.Equity), 1e-3);
        Assert.Equal(await SumAsync("trades", "profit"), trades.Sum(trade => trade.Profit), 1e-6);
    }

    [Fact]
    public async Task Months_multiply_to_the_growth_of_the_curve()
    {
        var months = (await Http.GetFromJsonAsync<List<MonthlyReturn>>($"{Path}/monthly", TradJson.Options, Cancellation))!;

        var growth = months.Aggregate(1.0, (product, month) => product * (1 + month.Return));
        var expected = (1 + trained.Shared.InSample.TotalReturn) * (1 + trained.Shared.HoldOut!.TotalReturn);
        Assert.Equal(expected, growth, 1e-9);
    }

    [Fact]
    public async Task Export_gives_json_csv_and_a_zip_for_freqtrade()
    {
        var json = await Http.GetFromJsonAsync<TrainedAsset>($"{Path}/export", TradJson.Options, Cancellation);
        var csv = await Http.GetStringAsync($"{Path}/export?format=csv", Cancellation);
        using var file = await Http.GetAsync($"{Path}/export?format=freqtrade", Cancellation);
        using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync(Cancellation));
        var freqtrade = JsonNode.Parse(zip.GetEntry("LiquiditySweep.json")!.Open())!;

        Assert.Equal(trained.Shared.Parameters, json!.Parameters);
        Assert.Contains("hold_out,sharpe,", csv, StringComparison.Ordinal);
        Assert.Equal(["LiquiditySweep.py", "LiquiditySweep.json", "README.md"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal("LiquiditySweep.zip", file.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal("LiquiditySweep", (string?)freqtrade["strategy_name"]);
        Assert.Equal(1, (int?)freqtrade["ft_stratparam_v"]);
        Assert.Equal(trained.Shared.Parameters["pierce_depth"].Number, (double?)freqtrade["params"]!["buy"]!["pierce_depth"]);
    }

    [Fact]
    public async Task Compare_gives_assets_and_curves_in_the_order_asked_for()
    {
        var other = await trained.TrainAsync(TrainedAssets.Request(seed: 31, trials: 3));

        var comparison = await Http.GetFromJsonAsync<AssetComparison>(
            $"api/assets/compare?ids={other.Id},{trained.Shared.Id}", TradJson.Options, Cancellation);

        Assert.Equal([other.Id, trained.Shared.Id], comparison!.Assets.Select(asset => asset.Id));
        Assert.Equal([other.Id, trained.Shared.Id], comparison.Equity.Select(curve => curve.Id));
        Assert.All(comparison.Equity, curve => Assert.InRange(curve.Points.Count, 2, 1000));
    }

    [Theory]
    [InlineData("equity?format=xml", "format")]
    [InlineData("equity?maxPoints=3", "maxPoints")]
    [InlineData("equity?maxPoints=99999999999999999999", "maxPoints")]
    [InlineData("trades?format=xml", "format")]
    [InlineData("trades?limit=-1", "limit")]
    [InlineData("trades?continuationToken=x", "continuationToken")]
    [InlineData("export?format=exe", "format")]
    public async Task Evidence_with_a_wrong_parameter_is_refused_by_name(string query, string field)
    {
        using var response = await Http.GetAsync($"{Path}/{query}", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["errors"]![field]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?ids=a")]
    [InlineData("?ids=a,a")]
    [InlineData("?ids=a,b,c,d,e,f")]
    public async Task Compare_with_a_wrong_number_of_assets_is_refused(string query)
    {
        using var response = await Http.GetAsync($"api/assets/compare{query}", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Best_trial_of_a_job_comes_with_its_equity_in_sample_only()
    {
        var best = (await Http.GetFromJsonAsync<BestTrialReport>(
            $"api/training/jobs/{trained.Shared.JobId}/best", TradJson.Options, Cancellation))!;

        Assert.Equal(trained.Shared.Trial, best.Trial);
        Assert.Equal(trained.Shared.InSample, best.Metrics);
        Assert.Equal(trained.Shared.GapProfit!.InSample, best.GapProfit);
        Assert.All(best.Equity.Points, point => Assert.True(point.InSample));
        Assert.Equal(trained.Shared.InSample.FinalEquity, best.Equity.Points[^1].Equity);
    }

    /// <summary>The sum of a column as DuckDB reads it from the Parquet file.</summary>
    private async Task<double> SumAsync(string part, string column)
    {
        var file = System.IO.Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, await Http.GetByteArrayAsync($"{Path}/{part}?format=parquet", Cancellation), Cancellation);
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
