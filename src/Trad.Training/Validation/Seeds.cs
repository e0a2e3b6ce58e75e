namespace Trad.Training.Validation;

/// <summary>Seeds for the many searches and draws of a validation, all made of the job's.</summary>
internal static class Seeds
{
    /// <summary>The seed of something: SplitMix64 of the job's seed and the names of what it is for.</summary>
    public static long Derive(long seed, params ReadOnlySpan<int> keys)
    {
        var state = (ulong)seed;
        foreach (var key in keys)
        {
            state += 0x9E3779B97F4A7C15UL + (ulong)(uint)key;
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EBUL;
            state ^= state >> 31;
        }

        return (long)(state >> 1);
    }
}
