using System.Text.Json.Serialization;
using Trad.Backtesting.Metrics;

namespace Trad.Training.Assets;

/// <summary>An asset's parameters measured again, on other candles than those it was trained on.</summary>
/// <param name="Id">Its identity within the asset.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="State">Where it stands.</param>
/// <param name="From">The first moment measured, inclusive.</param>
/// <param name="To">The end, exclusive.</param>
public sealed record Revalidation(string Id, DateTimeOffset At, RevalidationState State, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The orchestration that carries it out.</summary>
    [JsonIgnore]
    public string OrchestrationId => $"revalidation-{Id}";

    /// <summary>How many candles were measured, over all symbols.</summary>
    public int? Candles { get; init; }

    /// <summary>The backtest; of several symbols the figures of their joint account.</summary>
    public BacktestMetrics? Metrics { get; init; }

    /// <summary>The backtest of every symbol alone; absent when there is one.</summary>
    public IReadOnlyDictionary<string, BacktestMetrics>? Symbols { get; init; }

    /// <summary>The objective in sample, larger is better; of several symbols as the request's symbolAggregation says.</summary>
    public double? InSampleScore { get; init; }

    /// <summary>The objective here, larger is better; of several symbols likewise.</summary>
    public double? Score { get; init; }

    /// <summary>
    /// The share of the in-sample objective that was lost: 0 when nothing was, 1 when all of it, more when it turned
    /// against the trader, below 0 when it grew. Absent when the objective is not defined.
    /// </summary>
    public double? Decay { get; init; }

    /// <summary>How much of the profit trades across gaps of the candles made, of all symbols together.</summary>
    public GapProfit? GapProfit { get; init; }

    /// <summary>What a person should know, for example that there are few trades.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it failed, for people.</summary>
    public string? Error { get; init; }
}

/// <summary>Where a revalidation stands.</summary>
public enum RevalidationState
{
    /// <summary>At work.</summary>
    Running,

    /// <summary>Measured.</summary>
    Completed,

    /// <summary>Not possible; its error says why.</summary>
    Failed,
}

/// <summary>How much of an objective is lost on other candles.</summary>
public static class Decay
{
    /// <summary>
    /// The share lost: 0 when nothing was, 1 when all of it, more when it turned against the trader, below 0 when it grew.
    /// Null when the objective is not defined on either side, or zero in sample.
    /// </summary>
    /// <param name="inSample">The objective in sample, larger is better.</param>
    /// <param name="elsewhere">The objective on other candles, larger is better.</param>
    public static double? Compute(double? inSample, double? elsewhere) =>
        inSample is { } before and not 0 && elsewhere is { } after ? (before - after) / Math.Abs(before) : null;
}
