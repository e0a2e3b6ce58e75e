using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.WalkForwards;

namespace Trad.Training.Tests.Validation.Simulated;

/// <summary>A job without a host: prepared, searched and validated in this process by the code that the host's activities call.</summary>
/// <param name="Job">The job with its candles pinned.</param>
/// <param name="Data">The candles.</param>
/// <param name="Trials">The trials.</param>
internal sealed record SimulatedJob(TrainingJob Job, IReadOnlyList<TrainingData> Data, IReadOnlyList<TrialRecord> Trials)
{
    /// <summary>Prepares and searches.</summary>
    /// <param name="request">The request; exchange, interval and symbol are filled in when absent.</param>
    /// <param name="candles">The candles of the symbol, or of every symbol of the request.</param>
    public static async Task<SimulatedJob> SearchAsync(TrainingRequest request, params CandleSeries[] candles)
    {
        var symbols = request.AllSymbols.Count > 0 ? request.AllSymbols : ["SIMUSDT"];
        var errors = new ValidationErrors();
        var complete = TrainingRequestRules.Check(
            request with
            {
                Exchange = request.Exchange ?? "binance",
                Symbol = request.Symbols is null ? symbols[0] : null,
                Interval = candles[0].Interval.Code,
                LookbackDays = request.From is null ? request.LookbackDays ?? 3_650 : null,
            },
            errors) ?? throw new InvalidOperationException(errors.ToString());
        complete = complete with
        {
            MinimumTrades = complete.MinimumTrades ?? MinimumTradesRule.Compute(candles[0].Count, complete.HoldOut!.Value),
        };
        var market = new OneMarket(symbols.Zip(candles).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
        using var source = new TrainingDataSource(market);
        var job = new TrainingJob
        {
            Id = "simulated",
            Number = 1,
            State = JobState.Running,
            CreatedAt = DateTimeOffset.UnixEpoch,
            QueuedAt = DateTimeOffset.UnixEpoch,
            Request = complete,
            Seed = complete.Seed ?? 1,
            Progress = JobProgress.Waiting(complete.Trials!.Value),
        };
        var computation = new WatchedComputation(
            Options.Create(new JobOptions()), TimeProvider.System, NullLogger<WatchedComputation>.Instance);
        var prepared = await new TrainingPreparation(market, source, new Workers(1), computation).PrepareAsync(job, CancellationToken.None);
        job = job.With(prepared.Data, prepared.Split) with { Plan = prepared.Plan };
        var data = await Task.WhenAll(prepared.Data.Select(snapshot => source.LoadAsync(snapshot, CancellationToken.None)));
        var search = new WindowSearch(SubjectOf(job), new PartBacktester(complete, data));
        return new SimulatedJob(job, data, search.Run(prepared.Split.InSample, complete.Trials!.Value, job.Seed, CancellationToken.None));
    }

    /// <summary>The evidence and the verdict; null when no trial completed.</summary>
    /// <param name="options">Thresholds and sizes; the defaults when absent.</param>
    /// <param name="others">Candles of other symbols; none when absent.</param>
    public AssetValidation? Validate(ValidationOptions? options = null, IReadOnlyList<TrainingData>? others = null) =>
        ValidationRun.Validate(SubjectOf(Job), Data, Trials, options ?? new ValidationOptions(), others);

    private static ValidationSubject SubjectOf(TrainingJob job) => new(job.Request, job.Seed, job.Split!);
}
