using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Trad.Backtesting.Metrics;

namespace Trad.Training.Assets;

/// <summary>What assets can be sorted by. Places without a value come last whichever way is sorted, equal ones by identity.</summary>
public sealed class AssetOrder : IComparer<AssetPlace>
{
    /// <summary>The newest first.</summary>
    public const string Default = "-createdAt";

    private static readonly Dictionary<string, Func<TrainedAsset, object?>> Keys = MakeKeys();

    private readonly Func<TrainedAsset, object?> _key;
    private readonly bool _isDescending;

    private AssetOrder(Func<TrainedAsset, object?> key, bool isDescending) => (_key, _isDescending) = (key, isDescending);

    /// <summary>The names, comma separated, for messages.</summary>
    public static string KnownNames =>
        $"{string.Join(", ", Keys.Keys.Where(name => !name.Contains('.', StringComparison.Ordinal)))}, and inSample.… or holdOut.… with a metric, "
        + $"for example holdOut.sharpe; with - before it the largest comes first";

    /// <summary>Reads a name such as <c>-holdOut.sharpe</c>; null when it is none.</summary>
    public static AssetOrder? TryParse(string text)
    {
        var isDescending = text.StartsWith('-');
        return Keys.TryGetValue(isDescending ? text[1..] : text, out var key) ? new AssetOrder(key, isDescending) : null;
    }

    /// <summary>Where an asset stands.</summary>
    public AssetPlace PlaceOf(TrainedAsset asset) => _key(asset) switch
    {
        null => new AssetPlace(asset.Id, null, null),
        string text => new AssetPlace(asset.Id, null, text),
        // Microseconds since 1970 are whole numbers that a double holds exactly.
        DateTimeOffset time => new AssetPlace(asset.Id, (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, null),
        var number => new AssetPlace(asset.Id, Convert.ToDouble(number, CultureInfo.InvariantCulture), null),
    };

    /// <inheritdoc/>
    public int Compare(AssetPlace x, AssetPlace y)
    {
        if (x.IsMissing || y.IsMissing)
        {
            return x.IsMissing && y.IsMissing ? string.CompareOrdinal(x.Id, y.Id) : x.IsMissing ? 1 : -1;
        }

        var order = x.Text is null
            ? x.Number!.Value.CompareTo(y.Number!.Value)
            : string.Compare(x.Text, y.Text, StringComparison.OrdinalIgnoreCase);
        return order == 0 ? string.CompareOrdinal(x.Id, y.Id) : _isDescending ? -order : order;
    }

    private static Dictionary<string, Func<TrainedAsset, object?>> MakeKeys()
    {
        var keys = new Dictionary<string, Func<TrainedAsset, object?>>(StringComparer.Ordinal)
        {
            ["createdAt"] = asset => asset.CreatedAt,
            ["name"] = asset => asset.Name,
            ["stage"] = asset => (int)asset.Stage,
            ["strategy"] = asset => asset.Strategy,
            ["jobNumber"] = asset => asset.JobNumber,
            ["trials"] = asset => asset.Trials,
            ["verdict"] = asset => asset.Validation.Judgement is { } judgement ? (int)judgement.Verdict : null,
        };
        foreach (var property in typeof(BacktestMetrics).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsNumber))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            keys[$"inSample.{name}"] = asset => property.GetValue(asset.InSample);
            keys[$"holdOut.{name}"] = asset => asset.HoldOut is null ? null : property.GetValue(asset.HoldOut);
        }

        return keys;
    }

    private static bool IsNumber(PropertyInfo property) =>
        (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is var type
        && (type == typeof(double) || type == typeof(int) || type == typeof(long));
}
