using MathNet.Numerics.Distributions;

namespace Trad.Backtesting.LookAhead;

/// <summary>What became of a strategy's signals when the candles began exactly the declared warm-up before each.</summary>
/// <param name="Signals">Signals that were compared.</param>
/// <param name="Changes">Of these, how many changed.</param>
/// <param name="IsDefinite">
/// Whether one of them says enough by itself: an indicator that it needs has no value yet, or one that forgets had not forgotten.
/// </param>
/// <param name="Changed">The first change that says so, else the first at all; null when nothing changed.</param>
public sealed record WarmUpComparison(int Signals, int Changes, bool IsDefinite, WarmUpDefect? Changed)
{
    /// <summary>Fewer changes than this may be values that lie at a threshold.</summary>
    public const int LeastChanged = 4;

    // Of an indicator that never quite forgets where it began, a few signals change whatever is declared: of the built-in strategies 2.4 %
    // at most. More are too many where so many come by chance in one of ten thousand strategies.
    private const double UsualShare = 0.03;
    private const double Chance = 1e-4;

    /// <summary>The defect; null when the warm-up is enough, or there are too few signals to tell.</summary>
    public WarmUpDefect? Defect =>
        Changed is not null && (IsDefinite || AreTooMany) ? Changed with { Changed = Changes, Compared = Signals } : null;

    private bool AreTooMany =>
        Changes >= LeastChanged && Binomial.CDF(UsualShare, Signals, Changes - 1) > 1 - Chance;

    /// <summary>Nothing was compared.</summary>
    public static WarmUpComparison None { get; } = new(0, 0, false, null);

    /// <summary>This and another parameter set together.</summary>
    public WarmUpComparison With(WarmUpComparison other) =>
        new(Signals + other.Signals, Changes + other.Changes, IsDefinite || other.IsDefinite, Changed ?? other.Changed);
}
