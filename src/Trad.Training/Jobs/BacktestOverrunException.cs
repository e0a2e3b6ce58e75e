namespace Trad.Training.Jobs;

/// <summary>
/// A strategy did not give its signals in the time that a backtest may take, or is not asked since it did not end before; trying again
/// would take as long.
/// </summary>
public sealed class BacktestOverrunException : Exception
{
    /// <summary>What every message has.</summary>
    internal const string Mark = "the longest that a backtest may take";

    /// <summary>What every message has when the strategy is not asked again, since it did not end before.</summary>
    internal const string LeftMark = "left behind";

    /// <summary>An exception without a message.</summary>
    public BacktestOverrunException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public BacktestOverrunException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public BacktestOverrunException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether a failure is such an exception: of an activity that failed, engines hand on the message alone.</summary>
    public static bool IsToldBy(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Contains(Mark, StringComparison.Ordinal) || message.Contains(LeftMark, StringComparison.Ordinal);
    }
}
