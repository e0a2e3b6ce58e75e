using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trad.Backtesting.Strategies.Rules.Binding;

namespace Trad.Backtesting.Strategies.Rules.Evaluation;

/// <summary>
/// The operations of rules over blocks, vector by vector; the remainder, and what has no vector form, candle by candle with
/// <see cref="RuleArithmetic"/>, which gives the same bits.
/// </summary>
internal static class BlockKernels
{
    /// <summary>Arithmetic on numbers; the result may be where an operand is.</summary>
    public static void Compute(RuleOperation operation, ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> result)
    {
        var i = 0;
        if (operation is RuleOperation.Add or RuleOperation.Subtract or RuleOperation.Multiply or RuleOperation.Divide)
        {
            var missing = new Vector<double>(double.NaN);
            for (; i <= result.Length - Vector<double>.Count; i += Vector<double>.Count)
            {
                var (a, b) = (new Vector<double>(left[i..]), new Vector<double>(right[i..]));
                var value = operation switch
                {
                    RuleOperation.Add => a + b,
                    RuleOperation.Subtract => a - b,
                    RuleOperation.Multiply => a * b,
                    _ => a / b,
                };

                // A number less itself is zero only when it is finite.
                Vector.ConditionalSelect(Vector.Equals(value - value, Vector<double>.Zero), value, missing).CopyTo(result[i..]);
            }
        }

        for (; i < result.Length; i++)
        {
            result[i] = RuleArithmetic.Compute(operation, left[i], right[i]);
        }
    }

    /// <summary>Comparisons of numbers, one bit per candle.</summary>
    public static void Compare(RuleOperation operation, ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<ulong> result)
    {
        switch (operation)
        {
            case RuleOperation.Less:
                Compare<LessThan>(operation, left, right, result);
                break;
            case RuleOperation.LessOrEqual:
                Compare<LessThanOrEqual>(operation, left, right, result);
                break;
            case RuleOperation.Equal:
                Compare<AreEqual>(operation, left, right, result);
                break;
            case RuleOperation.NotEqual:
                Compare<AreUnequal>(operation, left, right, result);
                break;
            default:
                Compare<AreEqual>(operation, left, left, result);
                break;
        }
    }

    /// <summary>Logic on bits; the result may be where an operand is.</summary>
    public static void Combine(RuleOperation operation, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = operation switch
            {
                RuleOperation.And => left[i] & right[i],
                RuleOperation.Or => left[i] | right[i],
                _ => ~left[i],
            };
        }
    }

    /// <summary>The one number where a bit is set, else the other; the result may be where a number is.</summary>
    public static void Choose(ReadOnlySpan<ulong> bits, ReadOnlySpan<double> whenSet, ReadOnlySpan<double> otherwise, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = ((bits[i >> 6] >> (i & 63)) & 1) != 0 ? whenSet[i] : otherwise[i];
        }
    }

    private static void Compare<TComparison>(
        RuleOperation operation, ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<ulong> result)
        where TComparison : IComparison
    {
        ref var lefts = ref MemoryMarshal.GetReference(left);
        ref var rights = ref MemoryMarshal.GetReference(right);
        var i = 0;
        for (; i <= left.Length - 64; i += 64)
        {
            var bits = 0UL;
            for (var j = 0; j < 64; j += Vector256<double>.Count)
            {
                var compared = TComparison.Compare(
                    Vector256.LoadUnsafe(ref lefts, (nuint)(i + j)), Vector256.LoadUnsafe(ref rights, (nuint)(i + j)));
                bits |= (ulong)compared.ExtractMostSignificantBits() << j;
            }

            result[i >> 6] = bits;
        }

        if (i < left.Length)
        {
            var bits = 0UL;
            for (var j = i; j < left.Length; j++)
            {
                bits |= RuleArithmetic.Compare(operation, left[j], right[j]) ? 1UL << (j & 63) : 0;
            }

            result[i >> 6] = bits;
        }
    }

    private interface IComparison
    {
        static abstract Vector256<double> Compare(Vector256<double> left, Vector256<double> right);
    }

    private readonly struct LessThan : IComparison
    {
        public static Vector256<double> Compare(Vector256<double> left, Vector256<double> right) => Vector256.LessThan(left, right);
    }

    private readonly struct LessThanOrEqual : IComparison
    {
        public static Vector256<double> Compare(Vector256<double> left, Vector256<double> right) => Vector256.LessThanOrEqual(left, right);
    }

    private readonly struct AreEqual : IComparison
    {
        public static Vector256<double> Compare(Vector256<double> left, Vector256<double> right) => Vector256.Equals(left, right);
    }

    private readonly struct AreUnequal : IComparison
    {
        public static Vector256<double> Compare(Vector256<double> left, Vector256<double> right) =>
            Vector256.LessThan(left, right) | Vector256.GreaterThan(left, right);
    }
}
