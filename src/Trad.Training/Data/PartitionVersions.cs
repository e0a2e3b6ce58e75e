using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.Training.Data;

/// <summary>The versions of the partitions that candles come from, by month, those of finer candles among them.</summary>
internal static class PartitionVersions
{
    /// <summary>The versions of what is stored of a range.</summary>
    public static Dictionary<string, string> Collect(IReadOnlyList<CandlePartition> partitions, TimeRange range, FinerMarket? finer)
    {
        var versions = partitions
            .Where(partition => !partition.Range.Intersect(range).IsEmpty)
            .ToDictionary(partition => $"{partition.Year:D4}-{partition.Month:D2}", partition => partition.Version, StringComparer.Ordinal);
        foreach (var (partition, version) in finer?.Partitions ?? new Dictionary<string, string>())
        {
            versions.Add(partition, version);
        }

        return versions;
    }

    /// <summary>Whether both are the same partitions in the same versions.</summary>
    public static bool AreEqual(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(version => other.TryGetValue(version.Key, out var value) && value == version.Value);
}
