namespace Trad.MarketData.Simulation;

/// <summary>
/// A seeded stream of random numbers (SplitMix64). Written here because the same numbers must come on every version of the
/// platform, which <see cref="Random"/> does not promise.
/// </summary>
/// <remarks>
/// Steele, Lea and Flood (2014), Fast Splittable Pseudorandom Number Generators. MathNet has no counterpart that starts from several
/// numbers at once, as a stream for each symbol and day needs; the room needs nothing else of it.
/// </remarks>
internal sealed class RandomStream(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A stream that belongs to several numbers at once, for example seed, symbol and day.</summary>
    public static RandomStream For(params ReadOnlySpan<ulong> parts)
    {
        var state = 0x9E3779B97F4A7C15UL;
        foreach (var part in parts)
        {
            state = Mix(state ^ Mix(part + 0x9E3779B97F4A7C15UL));
        }

        return new RandomStream(state);
    }

    /// <summary>Uniform over [0, 1).</summary>
    public double Uniform()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Standard normal (Box and Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
