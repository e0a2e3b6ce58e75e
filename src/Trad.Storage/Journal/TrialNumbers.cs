using System.Globalization;

namespace Trad.Storage.Journal;

/// <summary>A set of trial numbers, written as ranges: <c>0-11,14</c>. Immutable.</summary>
internal sealed class TrialNumbers
{
    // Sorted, disjoint and not adjacent.
    private readonly (int First, int Last)[] _ranges;

    private TrialNumbers((int First, int Last)[] ranges) => _ranges = ranges;

    public static TrialNumbers None { get; } = new([]);

    public static TrialNumbers Parse(string? text) => string.IsNullOrEmpty(text)
        ? None
        : new([.. text.Split(',').Select(range => range.Split('-')).Select(ends => (Number(ends[0]), Number(ends[^1])))]);

    public bool Contains(int trial) => Array.Exists(_ranges, range => range.First <= trial && trial <= range.Last);

    /// <summary>The numbers from one on, rising.</summary>
    public IEnumerable<int> From(int first) =>
        _ranges.Where(range => range.Last >= first)
            .SelectMany(range => Enumerable.Range(Math.Max(first, range.First), range.Last - Math.Max(first, range.First) + 1));

    public TrialNumbers With(int trial)
    {
        if (Contains(trial))
        {
            return this;
        }

        var merged = new List<(int First, int Last)>();
        foreach (var range in _ranges.Append((First: trial, Last: trial)).OrderBy(range => range.First))
        {
            if (merged.Count > 0 && merged[^1].Last + 1 == range.First)
            {
                merged[^1] = (merged[^1].First, range.Last);
            }
            else
            {
                merged.Add(range);
            }
        }

        return new([.. merged]);
    }

    public override string ToString() => string.Join(
        ',', _ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
