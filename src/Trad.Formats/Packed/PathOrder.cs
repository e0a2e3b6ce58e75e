namespace Trad.Formats.Packed;

/// <summary>Orders paths so that the numbers in them count: <c>month=2</c> comes before <c>month=10</c>.</summary>
internal sealed class PathOrder : IComparer<string>
{
    /// <summary>The order.</summary>
    public static PathOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var one = x.AsSpan();
        var other = y.AsSpan();
        while (one.Length > 0 && other.Length > 0)
        {
            var order = char.IsAsciiDigit(one[0]) && char.IsAsciiDigit(other[0])
                ? CompareNumbers(ref one, ref other)
                : CompareSigns(ref one, ref other);
            if (order != 0)
            {
                return order;
            }
        }

        return one.Length != other.Length ? one.Length.CompareTo(other.Length) : string.CompareOrdinal(x, y);
    }

    private static int CompareSigns(ref ReadOnlySpan<char> one, ref ReadOnlySpan<char> other)
    {
        var order = one[0].CompareTo(other[0]);
        one = one[1..];
        other = other[1..];
        return order;
    }

    private static int CompareNumbers(ref ReadOnlySpan<char> one, ref ReadOnlySpan<char> other)
    {
        var first = TakeNumber(ref one);
        var second = TakeNumber(ref other);
        return first.Length != second.Length ? first.Length.CompareTo(second.Length) : first.SequenceCompareTo(second);
    }

    /// <summary>The digits in front, without leading zeros.</summary>
    private static ReadOnlySpan<char> TakeNumber(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var number = end < 0 ? text : text[..end];
        text = text[number.Length..];
        return number.TrimStart('0');
    }
}
