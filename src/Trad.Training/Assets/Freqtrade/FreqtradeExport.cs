using System.IO.Compression;
using System.Text;
using Trad.Backtesting.Strategies;

namespace Trad.Training.Assets.Freqtrade;

/// <summary>
/// An asset as a strategy of freqtrade: a zip with a class that gives the same entries, its parameters, and what differs. The strategies
/// are written again in Python for it; only those that come with Trad are.
/// </summary>
public static class FreqtradeExport
{
    /// <summary>The names of the strategies that can be taken to freqtrade.</summary>
    public static IReadOnlyList<string> Strategies { get; } = PythonSource.StrategyNames;

    /// <summary>The name of the class, as in <c>LiquiditySweep</c>.</summary>
    public static string ClassName(TrainedAsset asset) => AssetExport.StrategyName(asset);

    /// <summary>The zip, or null when the asset's strategy cannot be taken there.</summary>
    public static byte[]? Zip(TrainedAsset asset)
    {
        if (asset.Request.PinnedStrategy is not null || !Strategies.Contains(asset.Strategy)
            || !StrategyCatalog.TryGet(asset.Strategy, out var strategy))
        {
            return null;
        }

        var name = ClassName(asset);
        var code = new FreqtradeClass(strategy, asset);
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, $"{name}.py", asset, Encoding.UTF8.GetBytes(code.Source()));
            Add(zip, $"{name}.json", asset, AssetExport.Freqtrade(asset));
            Add(zip, "README.md", asset, Encoding.UTF8.GetBytes(code.ReadMe()));
        }

        return content.ToArray();
    }

    // The same asset gives the same bytes.
    private static void Add(ZipArchive zip, string name, TrainedAsset asset, byte[] content)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = new DateTimeOffset(asset.CreatedAt.UtcDateTime);
        using var stream = entry.Open();
        stream.Write(content);
    }
}
