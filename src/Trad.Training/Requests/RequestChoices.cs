namespace Trad.Training.Requests;

/// <summary>Named defaults of a training: how far it looks back and how many trials it runs. What a request gives itself counts.</summary>
/// <param name="Name">The name in a request.</param>
/// <param name="LookbackDays">Days of candles.</param>
/// <param name="Trials">Trials.</param>
public sealed record Preset(string Name, double LookbackDays, int Trials)
{
    /// <summary>Every preset: a week for a first look, a month, and 18 months.</summary>
    public static IReadOnlyList<Preset> All { get; } = [new("quick", 7, 20), new("standard", 30, 48), new("thorough", 548, 200)];

    /// <summary>The presets' names, for messages.</summary>
    public static string Names => string.Join(", ", All.Select(preset => preset.Name));

    /// <summary>The preset of a name, or null.</summary>
    public static Preset? Find(string? name) => All.FirstOrDefault(preset => preset.Name == name);
}

/// <summary>Which trial of a job is published.</summary>
public enum SelectionRule
{
    /// <summary>The one with the highest robust score: a broad plateau, enough trades, and earnings in every part of the range.</summary>
    Robust,

    /// <summary>The one with the highest objective.</summary>
    Maximum,
}

/// <summary>How the objectives of several symbols become one.</summary>
public enum SymbolAggregation
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their median.</summary>
    Median,

    /// <summary>The worst of them: no symbol may be sacrificed for the others.</summary>
    Worst,
}

/// <summary>What is done about trials that do badly from the start. In JSON: <c>none</c>, <c>successive-halving</c>.</summary>
public enum TrialPruning
{
    /// <summary>Every trial gets every candle.</summary>
    None,

    /// <summary>
    /// A trial is backtested on the first ninth of the candles, then on the first third, then on all; it goes on only when it
    /// is in the best third of the trials that came so far, those of the first round excepted, which always go on.
    /// </summary>
    SuccessiveHalving,
}

/// <summary>How much a result is put to the test.</summary>
public enum ValidationScope
{
    /// <summary>Everything: walk-forward, cross-validation, overfitting statistics, robustness, verdict.</summary>
    Full,

    /// <summary>The hold-out alone; the verdict rests on it.</summary>
    HoldOut,
}
