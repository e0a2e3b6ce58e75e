using System.ComponentModel.DataAnnotations;
using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>How jobs are run and kept; settings under <c>Trad:Jobs</c>.</summary>
public sealed class JobOptions
{
    /// <summary>Jobs that run at once; the others wait. <value>The default is 2.</value></summary>
    [Range(1, 1000)]
    public int MaxConcurrent { get; set; } = 2;

    /// <summary>
    /// Activities that can work at once, over all machines: a round is split so that each has something to do.
    /// <value>The default is 0, the processors of this machine.</value>
    /// </summary>
    [Range(0, 10_000)]
    public int Workers { get; set; }

    /// <summary>
    /// Milliseconds of backtests that an activity should have at least; more where orchestrating one costs more than on one
    /// machine. <value>The default is 20.</value>
    /// </summary>
    [Range(0, 600_000)]
    public double ChunkMilliseconds { get; set; } = TrainingPlan.DefaultChunkMs;

    /// <summary>
    /// Seconds without a sign of life after which a running job counts as lost; in the Functions host at least twice the visibility
    /// time-outs of host.json, after which the messages of a dead host come back. <value>The default is 300.</value>
    /// </summary>
    [Range(1, 86_400)]
    public double SilentSeconds { get; set; } = 300;

    /// <summary>
    /// Seconds that one backtest may take before its job fails; where a job has a time limit that is less, at least 30, it is that.
    /// <value>The default is 600.</value>
    /// </summary>
    [Range(0.1, 86_400)]
    public double BacktestSeconds { get; set; } = 600;

    /// <summary>How often a lost job is started again before it fails. <value>The default is 3.</value></summary>
    [Range(0, 100)]
    public int MaxRecoveries { get; set; } = 3;

    /// <summary>Days for which the log and trials of a finished job are kept. <value>The default is 365.</value></summary>
    [Range(1, 36_500)]
    public double KeepDays { get; set; } = 365;

    /// <summary>Finished jobs whose log and trials are kept, the newest ones. <value>The default is 5,000.</value></summary>
    [Range(1, 1_000_000)]
    public int KeepJobs { get; set; } = 5_000;

    /// <summary>Who carries the trials out, as these settings say.</summary>
    public Workers ToWorkers() => new(Workers > 0 ? Workers : Environment.ProcessorCount, ChunkMilliseconds);
}
