namespace Trad.Training.Requests;

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
