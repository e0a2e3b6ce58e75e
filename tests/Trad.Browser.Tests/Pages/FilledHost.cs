using Trad.Backtesting.Strategies.Rules;
using Trad.Browser.Tests.Hosting;
using Trad.Training.Jobs;

namespace Trad.Browser.Tests.Pages;

/// <summary>A host with something on every page.</summary>
public sealed class FilledHost : IAsyncLifetime
{
    /// <summary>The host.</summary>
    public DashboardHost Host { get; } = new();

    /// <summary>A job that ended well.</summary>
    public TrainingJob Job { get; private set; } = null!;

    /// <summary>An asset that tests may change.</summary>
    public string OtherAssetId { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Host.InitializeAsync();
        await Host.ImportAsync("BTCUSDT", days: 90);
        await Host.ImportAsync("ETHUSDT", days: 45);
        await Host.Client.Strategies.AddAsync(RuleExamples.All["macd-momentum"], CancellationToken.None);
        Job = await Host.TrainAsync(DashboardHost.Request(seed: 42, trials: 40) with { LookbackDays = 90 });
        OtherAssetId = (await Host.TrainAsync(DashboardHost.Request(seed: 7, trials: 12, symbol: "ETHUSDT"))).AssetId!;
    }

    /// <summary>Where a page is.</summary>
    public string Route(string page) => page switch
    {
        "job" => $"jobs/{Job.Id}",
        "asset" => $"assets/{Job.AssetId}",
        "compare" => $"compare?ids={Job.AssetId},{OtherAssetId}",
        "strategy" => "strategies/macd-momentum",
        "write" => "write?example=opening-range",
        "orchestration" => $"system/{Job.Id}",
        "missing" => "jobs/nonsense",
        _ => page,
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
