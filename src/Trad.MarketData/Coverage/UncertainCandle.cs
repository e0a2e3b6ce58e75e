namespace Trad.MarketData.Coverage;

/// <summary>
/// A stored candle that may have been open when the file it came from was made: the last one of an import. No file tells when it was
/// made, and what is stored behind the candle later says nothing about it.
/// </summary>
/// <param name="OpenTime">Its open time, epoch milliseconds UTC.</param>
/// <param name="Since">When it was stored, or came back as something was undone; epoch milliseconds UTC.</param>
public sealed record UncertainCandle(long OpenTime, long Since);
