namespace Trad.Training.Assets;

/// <summary>What an asset's strategy computes from the candles of a symbol, to be drawn over them.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The interval of the candles.</param>
/// <param name="CandlesPerPoint">1, or more where every so many candles are told of.</param>
/// <param name="Times">The open times that the values belong to, epoch milliseconds UTC.</param>
/// <param name="Lines">The indicators, what one is made of before it.</param>
/// <param name="Signals">Where the strategy wanted to trade, in order of time; of very many the first.</param>
public sealed record AssetIndicators(
    string Symbol, string Interval, int CandlesPerPoint, IReadOnlyList<long> Times, IReadOnlyList<IndicatorLine> Lines,
    IReadOnlyList<SignalLevels> Signals);

/// <summary>An indicator's values.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsPrice">Whether it is a price, to be drawn over the candles; else it has a scale of its own.</param>
/// <param name="Values">One per time; null where there is none yet.</param>
public sealed record IndicatorLine(string Name, bool IsPrice, IReadOnlyList<double?> Values);

/// <summary>A signal with the prices at which its trade would end.</summary>
/// <param name="Time">The open time of its candle, epoch milliseconds UTC; the trade is entered at its close or at the next open.</param>
/// <param name="Direction"><c>long</c> or <c>short</c>.</param>
/// <param name="Stop">The price of the stop; absent when there is none.</param>
/// <param name="Target">The price of the target; absent when there is none.</param>
public sealed record SignalLevels(long Time, string Direction, double? Stop, double? Target);
