namespace Trad.Backtesting.Indicators;

/// <summary>
/// Which formulas of indicators a thread is in the middle of, one asked for by the other. Without an end of that the stack would come to
/// its own, and with it the process.
/// </summary>
internal static class FormulaNesting
{
    /// <summary>
    /// Formulas within one another: less than half of what the stack of a thread carries, on which an exception that ends them all needs
    /// the more room.
    /// </summary>
    public const int Deepest = 150;

    [ThreadStatic]
    private static List<(IndicatorCache Cache, IndicatorKey Key, Type? Owner)>? _open;

    /// <summary>Begins a formula; <see cref="Leave"/> ends it.</summary>
    /// <exception cref="InvalidOperationException">It asks for itself, or too many are open.</exception>
    public static void Enter(IndicatorCache cache, IndicatorKey key, Type? owner)
    {
        _open ??= [];
        if (_open.Contains((cache, key, owner)))
        {
            throw new InvalidOperationException($"The indicator '{key}' asks for itself.");
        }

        if (_open.Count >= Deepest)
        {
            throw new InvalidOperationException(
                $"The indicator '{key}' is asked for by {Deepest} others within one another, which is the most.");
        }

        _open.Add((cache, key, owner));
    }

    /// <summary>Ends the formula that was begun last.</summary>
    public static void Leave() => _open!.RemoveAt(_open.Count - 1);
}
