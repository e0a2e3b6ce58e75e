namespace Trad.Candles.Quality;

/// <summary>
/// Whether the two amounts of a candle can belong together: what was paid over what was traded is the mean price of the candle's trades
/// (the volume-weighted average price), which lies between its low and its high.
/// </summary>
public static class QuoteVolumes
{
    /// <summary>
    /// How far beyond low and high the mean price may lie, as a factor: amounts are written as 1.2K, and prices are mended by those who
    /// collect them while amounts are not.
    /// </summary>
    public const double Tolerance = 1.5;

    /// <summary>The precision of exchanges' own amounts.</summary>
    public const double ExchangeStep = 1e-8;

    /// <summary>
    /// Whether the amounts contradict the prices. A quote volume of zero or that is not known never does: many fill it with zeros.
    /// </summary>
    /// <param name="candle">A candle that breaks no rule.</param>
    /// <param name="volumeStep">The unit to which volumes are rounded; so much more or less may have been traded.</param>
    /// <param name="quoteStep">The unit to which quote volumes are rounded.</param>
    public static bool Contradict(in Candle candle, double volumeStep, double quoteStep)
    {
        var quote = candle.QuoteVolume;
        return quote > 0
            && (quote - quoteStep > candle.High * Tolerance * (candle.Volume + volumeStep)
                || quote + quoteStep < candle.Low / Tolerance * (candle.Volume - volumeStep));
    }

    /// <summary>Whether they would not, were the two amounts exchanged.</summary>
    public static bool AreExchanged(in Candle candle, double volumeStep, double quoteStep) => candle.Volume > 0
        && !Contradict(candle with { Volume = candle.QuoteVolume, QuoteVolume = candle.Volume }, volumeStep, quoteStep);

    /// <summary>
    /// Says it in words, for example <c>quote_volume 5 at volume 3 is a mean price of 1.667, outside low 99 to high 101</c>.
    /// </summary>
    public static string Describe(in Candle candle) => FormattableString.Invariant(
        $"quote_volume {candle.QuoteVolume:R} at volume {candle.Volume:R} is ")
        + (candle.Volume > 0
            ? FormattableString.Invariant($"a mean price of {candle.QuoteVolume / candle.Volume:G4}")
            : "paid for nothing")
        + FormattableString.Invariant($", and the candle's prices are {candle.Low:R} to {candle.High:R}");
}
