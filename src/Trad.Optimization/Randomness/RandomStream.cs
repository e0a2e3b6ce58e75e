using System.Diagnostics.CodeAnalysis;

namespace Trad.Optimization.Randomness;

/// <summary>
/// Random numbers as a pure function of a seed and the names of what they are for (a trial, a round): xoshiro256** by
/// Blackman and Vigna, seeded through SplitMix64. The same on every machine.
/// </summary>
/// <remarks>
/// MathNet's counterpart is <c>Xoshiro256StarStar</c>, which takes one 32-bit seed: a stream for each seed, round and trial would
/// have to be squeezed into it. Recorded jobs must go on alike with every later version of whatever library.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "A stream of random numbers is what the field calls it.")]
public sealed class RandomStream
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>A stream of its own for every seed and every row of names.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="keys">What the numbers are for, for example the round and the trial; other keys give other numbers.</param>
    public RandomStream(ulong seed, params ReadOnlySpan<int> keys)
    {
        var state = seed;
        foreach (var key in keys)
        {
            state = SplitMix(ref state) ^ unchecked((ulong)key * 0x9E3779B97F4A7C15UL);
        }

        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 … <paramref name="count"/> − 1.</summary>
    public int NextIndex(int count) => (int)(((UInt128)NextBits() * (ulong)count) >> 64);

    /// <summary>Standard normal, by the polar-free Box-Muller form.</summary>
    public double NextNormal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
