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
        var i = operation switch
        {
            RuleOperation.Add => Compute<Sum>(left, right, result),
            RuleOperation.Subtract => Compute<Difference>(left, right, result),
            RuleOperation.Multiply => Compute<Product>(left, right, result),
            RuleOperation.Divide => Compute<Quotient>(left, right, result),
            _ => 0,
        };
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

    // How many candles were computed: what does not fill a vector is left.
    private static int Compute<TArithmetic>(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> result)
        where TArithmetic : IArithmetic
    {
        ref var lefts = ref MemoryMarshal.GetReference(left[..result.Length]);
        ref var rights = ref MemoryMarshal.GetReference(right[..result.Length]);
        ref var results = ref MemoryMarshal.GetReference(result);
        var missing = Vector256.Create(double.NaN);
        var i = 0;
        for (; i <= result.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var value = TArithmetic.Compute(Vector256.LoadUnsafe(ref lefts, (nuint)i), Vector256.LoadUnsafe(ref rights, (nuint)i));

            // A number less itself is zero only when it is finite.
            Vector256.ConditionalSelect(Vector256.Equals(value - value, Vector256<double>.Zero), value, missing)
                .StoreUnsafe(ref results, (nuint)i);
        }

        return i;
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

    private interface IArithmetic
    {
        static abstract Vector256<double> Compute(Vector256<double> left, Vector256<double> right);
    }

    private interface IComparison
    {
        static abstract Vector256<double> Compare(Vector256<double> left, Vector256<double> right);
    }

    private readonly struct Sum : IArithmetic
    {
        public static Vector256<double> Compute(Vector256<double> left, Vector256<double> right) => left + right;
    }

    private readonly struct Difference : IArithmetic
    {
        public static Vector256<double> Compute(Vector256<double> left, Vector256<double> right) => left - right;
    }

    private readonly struct Product : IArithmetic
    {
        public static Vector256<double> Compute(Vector256<double> left, Vector256<double> right) => left * right;
    }

    private readonly struct Quotient : IArithmetic
    {
        public static Vector256<double> Compute(Vector256<double> left, Vector256<double> right) => left / right;
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
