namespace Trad.Candles;

/// <summary>What two moments give.</summary>
public static class Moment
{
    /// <summary>The later of two; what nothing may come before, also where the clock was set back meanwhile, is one of them.</summary>
    public static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
