namespace Trad.Candles.Gaps;

/// <summary>A gap between two stored candles, and what the price did across it. Nobody could see or trade what happened inside.</summary>
/// <param name="From">Open time of the first candle that is missing.</param>
/// <param name="To">Open time of the first candle that is there again.</param>
/// <param name="MissingCandles">How many candles are missing.</param>
/// <param name="CloseBefore">The last price before.</param>
/// <param name="OpenAfter">The first price after.</param>
/// <param name="UsualMove">
/// How far the price usually moves within one candle, a logarithmic return: <see cref="PriceMoves.Usual"/> of the candles around.
/// </param>
public sealed record Outage(
    DateTimeOffset From, DateTimeOffset To, long MissingCandles, double CloseBefore, double OpenAfter, double UsualMove)
{
    /// <summary>
    /// How many times the usual move over the same time a jump has to be to be notable. Of the moves between neighbouring candles of
    /// Bitcoin and Solana, over 1 to 288 candles of 1m, 5m and 1h, 0.2 to 3 % are larger.
    /// </summary>
    public const double NotableMoves = 5;

    /// <summary>How far the price moved across the gap, a fraction of the last price before: 0.25 where it rose by a quarter.</summary>
    public double Jump => (OpenAfter / CloseBefore) - 1;

    /// <summary>
    /// Whether the price moved further than it usually does in that time: by more than <see cref="NotableMoves"/> times the usual move
    /// of one candle times the square root of the number of missing ones, as a random walk spreads. Where the price never moves, any
    /// jump is notable.
    /// </summary>
    public bool IsNotable =>
        Math.Abs(Math.Log(OpenAfter / CloseBefore)) > NotableMoves * UsualMove * Math.Sqrt(MissingCandles);
}
