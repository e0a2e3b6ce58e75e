namespace Trad.Backtesting.LookAhead;

/// <summary>Signals in words.</summary>
internal static class SignalName
{
    /// <summary>The word for a direction: 1, −1 or 0.</summary>
    public static string FromDirection(int direction) => direction switch
    {
        > 0 => "long",
        < 0 => "short",
        _ => "nothing",
    };
}
