namespace Trad.Training.Jobs;

/// <summary>What a training job is doing.</summary>
public enum JobPhase
{
    /// <summary>Waiting to start.</summary>
    Queued,

    /// <summary>Reading and pinning the candles.</summary>
    Loading,

    /// <summary>Backtesting the initial design, before there is a model.</summary>
    Exploring,

    /// <summary>Fitting the model and choosing the next candidates.</summary>
    Fitting,

    /// <summary>Backtesting candidates that the model chose.</summary>
    Evaluating,

    /// <summary>Measuring the best trial on data that no trial has seen.</summary>
    Validating,

    /// <summary>Choosing and recording the result.</summary>
    Publishing,

    /// <summary>Over.</summary>
    Done,
}
