using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Trad.Candles;

namespace Trad.Training.Jobs;

/// <summary>What the app measures of its own work, for whoever collects OpenTelemetry; the runbook says what to read from it.</summary>
public sealed class WorkMetrics
{
    /// <summary>What to listen to.</summary>
    public const string MeterName = "Trad";

    private readonly Counter<long> _jobs;
    private readonly Counter<long> _verdicts;
    private readonly Counter<long> _trials;
    private readonly Counter<long> _candles;
    private readonly Histogram<double> _backtests;
    private readonly Histogram<double> _fits;
    private readonly Gauge<double> _lag;
    private readonly Gauge<long> _behind;
    private readonly Gauge<long> _waiting;
    private readonly Gauge<long> _running;

    /// <summary>Makes the instruments.</summary>
    public WorkMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);
        _jobs = meter.CreateCounter<long>("trad.jobs.ended", "{job}", "Trainings that ended, by state and strategy.");
        _verdicts = meter.CreateCounter<long>("trad.verdicts", "{asset}", "Assets that were published, by verdict.");
        _trials = meter.CreateCounter<long>("trad.trials", "{trial}", "Trials that were backtested.");
        _candles = meter.CreateCounter<long>("trad.backfill.candles", "{candle}", "Candles that backfills stored, by market.");
        _backtests = meter.CreateHistogram<double>("trad.backtest.duration", "ms", "Backtesting one chunk of trials.");
        _fits = meter.CreateHistogram<double>("trad.fit.duration", "ms", "Choosing one round of trials, the fit of the model included.");
        _lag = meter.CreateGauge<double>("trad.backfill.lag", "s", "Age of the newest candle's close, by market that is kept up to date.");
        _behind = meter.CreateGauge<long>(
            "trad.backfill.behind", "{candle}", "Candles that the last backfill should have brought and did not, by market that is kept up to date.");
        _waiting = meter.CreateGauge<long>("trad.jobs.waiting", "{job}", "Trainings that wait for their turn.");
        _running = meter.CreateGauge<long>("trad.jobs.running", "{job}", "Trainings at work.");
    }

    /// <summary>A training has ended.</summary>
    public void CountEnd(JobState state, string? strategy) =>
        _jobs.Add(1, new TagList { { "state", WordOf(state) }, { "strategy", strategy } });

    /// <summary>An asset was published.</summary>
    /// <param name="verdict">The verdict on it; null when there is none.</param>
    public void CountAsset(JobVerdict? verdict) =>
        _verdicts.Add(1, new TagList { { "verdict", verdict is null ? "none" : WordOf(verdict.Verdict) } });

    /// <summary>A chunk of trials was backtested.</summary>
    public void CountTrials(int trials, TimeSpan took)
    {
        _trials.Add(trials);
        _backtests.Record(took.TotalMilliseconds);
    }

    /// <summary>A round of trials was chosen.</summary>
    public void RecordFit(TimeSpan took) => _fits.Record(took.TotalMilliseconds);

    /// <summary>A backfill stored candles.</summary>
    public void CountCandles(Market market, long candles) => _candles.Add(candles, new TagList { { "market", market.ToString() } });

    /// <summary>Whether anybody collects how far behind markets are, which costs a request for each.</summary>
    public bool IsLagCollected => _lag.Enabled || _behind.Enabled;

    /// <summary>Whether anybody collects the length of the queue, which costs a request.</summary>
    public bool IsQueueCollected => _waiting.Enabled || _running.Enabled;

    /// <summary>How far behind a market is.</summary>
    /// <param name="market">The market.</param>
    /// <param name="age">How old its newest candle's close is.</param>
    /// <param name="behind">Candles that the last backfill should have brought, and that are not there.</param>
    public void RecordLag(Market market, TimeSpan age, long behind)
    {
        var tags = new TagList { { "market", market.ToString() } };
        _lag.Record(age.TotalSeconds, tags);
        _behind.Record(behind, tags);
    }

    /// <summary>How many trainings wait, and how many are at work.</summary>
    public void RecordQueue(int waiting, int running)
    {
        _waiting.Record(waiting);
        _running.Record(running);
    }

    private static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
