using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Assets;
using Trad.Functions.Tests.Assets;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Functions.Tests.Training;

/// <summary>The use cases behind the jobs' endpoints, as the app has them, on a month of stored candles.</summary>
public sealed class JobUseCaseTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TrainedAssets _trained = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _trained.InitializeAsync();

    [Fact]
    public async Task Intake_of_a_request_fills_in_defaults_and_a_minimum_of_trades_from_what_is_stored()
    {
        var errors = new ValidationErrors();

        var complete = await Get<JobIntake>().CheckAsync(
            TrainedAssets.Request(seed: 1) with { MinimumTrades = null }, errors, Cancellation);

        Assert.Empty(errors.ByField);
        Assert.True(complete!.MinimumTradesDerived);
        Assert.Equal(MinimumTradesRule.Compute(30 * 288, complete.HoldOut!.Value), complete.MinimumTrades);
    }

    [Fact]
    public async Task Intake_of_a_market_without_candles_names_the_field_and_the_market()
    {
        var errors = new ValidationErrors();

        var complete = await Get<JobIntake>().CheckAsync(TrainedAssets.Request(seed: 1) with { Symbol = "SOLUSDT" }, errors, Cancellation);

        Assert.Null(complete);
        Assert.Contains("SOLUSDT", Assert.Single(Assert.Contains("symbol", errors.ByField)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Intake_of_one_identity_twice_records_one_job_at_one_place()
    {
        var intake = Get<JobIntake>();
        var request = (await intake.CheckAsync(TrainedAssets.Request(seed: 1) with { Seed = null }, new ValidationErrors(), Cancellation))!;
        var id = intake.NewId();

        var first = await intake.RecordAsync(request, id, Cancellation);
        var second = await intake.RecordAsync(request, id, Cancellation);

        Assert.Equal((id, first.Number, first.Seed), (second.Id, second.Number, second.Seed));
        Assert.Equal(first.Number, (await Get<IJobStore>().FindAsync(id, Cancellation))!.Number);
        var queue = await Get<IJobBacklog>().ReadAsync(Cancellation);
        Assert.True(queue.Waiting.Count(place => place.Id == id) <= 1, "The job waits at two places.");
    }

    [Fact]
    public async Task Intake_keeps_the_trace_of_the_request_with_the_job_and_its_place()
    {
        var intake = Get<JobIntake>();
        var request = (await intake.CheckAsync(TrainedAssets.Request(seed: 1), new ValidationErrors(), Cancellation))!;
        using var asked = new Activity("request").Start();

        var job = await intake.RecordAsync(request, intake.NewId(), Cancellation);

        Assert.Equal(asked.Id, (await Get<IJobStore>().FindAsync(job.Id, Cancellation))!.TraceParent);
        var queue = await Get<IJobBacklog>().ReadAsync(Cancellation);
        Assert.All(queue.Jobs.Where(place => place.Id == job.Id), place => Assert.Equal(asked.Id, place.TraceParent));
    }

    [Fact]
    public async Task Forecast_of_a_request_tells_what_the_training_then_does()
    {
        var request = TrainedAssets.Request(seed: 9, trials: 6);
        var errors = new ValidationErrors();
        var complete = (await Get<JobIntake>().CheckAsync(request, errors, Cancellation))!;

        var forecast = (await Get<TrainingForecaster>().ForecastAsync(complete, errors, Cancellation))!;
        var job = await _trained.RunAsync(request);

        Assert.Empty(errors.ByField);
        Assert.Equal((job.Snapshots.Sum(snapshot => snapshot.Candles), job.Split), (forecast.Candles, forecast.Split));
        Assert.Equal((6, 6), (forecast.Trials, forecast.Backtests));
        Assert.Equal(job.Snapshots.Select(snapshot => snapshot.Fingerprint), forecast.Data.Select(data => data.Fingerprint));
        Assert.True(forecast.TrialMs > 0 && forecast.EstimatedDurationMs > forecast.ValidationMs, $"{forecast}");
    }

    [Fact]
    public async Task Report_of_the_best_trial_is_that_of_the_record_and_made_once_for_all_who_ask()
    {
        var job = await _trained.RunAsync(TrainedAssets.Request(seed: 10));
        var trials = await _trained.TrialsAsync(job);
        var best = BestTrialSelection.Choose([.. trials])!;
        var reports = Get<BestTrialReports>();

        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => reports.OfAsync(job, best, Cancellation)));

        Assert.All(asked, report => Assert.Same(asked[0], report));
        var recorded = trials.Single(trial => trial.Trial == best.Trial).Metrics!;
        Assert.Equal((best.Trial, recorded.Sharpe, recorded.Trades), (asked[0].Trial, asked[0].Metrics.Sharpe, asked[0].Trades));
        Assert.InRange(asked[0].Equity.Points.Count, 2, 1000);
        Assert.All(asked[0].Equity.Points, point => Assert.True(point.InSample, $"{point} is of the hold-out."));
    }

    [Fact]
    public async Task Report_whose_asker_goes_away_is_made_for_the_others()
    {
        var job = await _trained.RunAsync(TrainedAssets.Request(seed: 11));
        var best = BestTrialSelection.Choose([.. await _trained.TrialsAsync(job)])!;
        var reports = Get<BestTrialReports>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => reports.OfAsync(job, best, new CancellationToken(canceled: true)));

        Assert.Equal(best.Trial, (await reports.OfAsync(job, best, Cancellation)).Trial);
    }

    [Fact]
    public async Task Report_is_made_on_no_thread_of_who_asks()
    {
        var job = await _trained.RunAsync(TrainedAssets.Request(seed: 12));
        var best = BestTrialSelection.Choose([.. await _trained.TrialsAsync(job)])!;
        var store = new UnreadableStore();
        using var data = new TrainingDataSource(store);
        Task<BestTrialReport>? asked = null;
        var asker = new Thread(() => asked = new BestTrialReports(data, Get<WatchedComputation>()).OfAsync(job, best, Cancellation));

        asker.Start();
        asker.Join();

        await Assert.ThrowsAsync<CandleStoreException>(() => asked!);
        Assert.NotEqual(asker, store.Reader);
    }

    public ValueTask DisposeAsync() => _trained.DisposeAsync();

    private T Get<T>()
        where T : notnull => _trained.App.Services.GetRequiredService<T>();

    /// <summary>Candles that cannot be read, and who tried.</summary>
    private sealed class UnreadableStore : ICandleReader
    {
        public Thread? Reader { get; private set; }

        public Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken)
        {
            Reader = Thread.CurrentThread;
            return Task.FromException<CandleSeries>(new CandleStoreException("unreadable"));
        }

        public IAsyncEnumerable<CandleSeries> ReadMonthsAsync(Market market, TimeRange range, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Trainings read a range at once.");

        public Task<IReadOnlyList<CandlePartition>> ListPartitionsAsync(Market market, CancellationToken cancellationToken) =>
            throw new NotSupportedException("What a job pinned is known.");
    }
}
