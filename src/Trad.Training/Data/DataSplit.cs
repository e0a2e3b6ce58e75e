namespace Trad.Training.Data;

/// <summary>Which part of a range the optimiser learns from, and which it never sees.</summary>
/// <param name="InSample">What trials are backtested on, from the first candle on which a trade may begin.</param>
/// <param name="HoldOut">The last part of the range, measured once at the end; absent when nothing is held out.</param>
public sealed record DataSplit(Period InSample, Period? HoldOut);
