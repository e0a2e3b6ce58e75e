using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trad.Backtesting.Metrics;
using Trad.Formats.Csv;

namespace Trad.Training.Assets;

/// <summary>Assets as files for other programs.</summary>
public static class AssetExport
{
    private static readonly JsonSerializerOptions Indented = new(TradJson.Options) { WriteIndented = true };

    /// <summary>The name that a strategy class would have, as in <c>LiquiditySweep</c>.</summary>
    public static string StrategyName(TrainedAsset asset) =>
        string.Concat(asset.Strategy.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>One row per fact: what kind it is, its name, its value.</summary>
    public static string Csv(TrainedAsset asset)
    {
        var text = new StringBuilder("section,name,value\n");
        void Row(string section, string name, string value) =>
            text.Append(CultureInfo.InvariantCulture, $"{section},{name},{CsvField.QuoteForSpreadsheet(value)}\n");

        Row("asset", "id", asset.Id);
        Row("asset", "name", asset.Name);
        Row("asset", "strategy", asset.Strategy);
        Row("asset", "exchange", asset.Market.Exchange);
        Row("asset", "symbols", string.Join(' ', asset.Market.Symbols));
        Row("asset", "interval", asset.Market.Interval);
        Row("asset", "stage", EnumNames.Format(asset.Stage));
        Row("asset", "job_number", asset.JobNumber.ToString(CultureInfo.InvariantCulture));
        Row("asset", "seed", asset.Seed.ToString(CultureInfo.InvariantCulture));
        Row("asset", "trials", asset.Trials.ToString(CultureInfo.InvariantCulture));
        Row("asset", "data_fingerprint", asset.DataFingerprint);
        Row("asset", "code_version", asset.CodeVersion);
        if (asset.Validation.Judgement is { } judgement)
        {
            Row("judgement", "verdict", EnumNames.Format(judgement.Verdict));
            Row("judgement", "summary", judgement.Summary);
            foreach (var finding in judgement.Findings)
            {
                Row("finding", finding.Check, $"{EnumNames.Format(finding.Outcome)}: {finding.Text}");
            }
        }

        if (asset.Account is { } account)
        {
            Row("account", "capital_per_symbol", account.CapitalPerSymbol.ToString("R", CultureInfo.InvariantCulture));
            Row("account", "initial_equity", account.InitialEquity.ToString("R", CultureInfo.InvariantCulture));
            Row("account", "hold_out_begins", "anew");
        }

        if (asset.Symbols is not null && asset.Request.SymbolAggregation is { } aggregation)
        {
            Row("objective", "symbol_aggregation", EnumNames.Format(aggregation));
        }

        foreach (var (name, score) in new[] { ("in_sample_score", asset.InSampleScore), ("hold_out_score", asset.HoldOutScore) })
        {
            if (score is { } value)
            {
                Row("objective", name, value.ToString("R", CultureInfo.InvariantCulture));
            }
        }

        foreach (var (name, value) in asset.Parameters)
        {
            Row("parameter", name, value.ToString()!);
        }

        foreach (var (section, metrics) in new (string, BacktestMetrics?)[] { ("in_sample", asset.InSample), ("hold_out", asset.HoldOut) })
        {
            foreach (var (name, value) in metrics is null ? [] : JsonSerializer.SerializeToNode(metrics, TradJson.Options)!.AsObject())
            {
                Row(section, JsonNamingPolicy.SnakeCaseLower.ConvertName(name), value!.ToJsonString());
            }
        }

        return text.ToString();
    }

    /// <summary>A parameter file in the form that freqtrade reads beside a strategy (<c>ft_stratparam_v</c> 1).</summary>
    public static byte[] Freqtrade(TrainedAsset asset)
    {
        var parameters = new JsonObject();
        foreach (var (name, value) in asset.Parameters)
        {
            parameters[name] = JsonSerializer.SerializeToNode(value, TradJson.Options);
        }

        var file = new JsonObject
        {
            ["strategy_name"] = StrategyName(asset),
            ["params"] = new JsonObject { ["buy"] = parameters },
            ["ft_stratparam_v"] = 1,
            ["export_time"] = asset.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture),
        };
        return JsonSerializer.SerializeToUtf8Bytes(file, Indented);
    }
}
