using System.Globalization;
using Trad.Candles.Changes;
using Trad.MarketData.History;

namespace Trad.Storage.Candles.Changes;

/// <summary>One change by a run: what it writes is written all together or not at all.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="At">When.</param>
/// <param name="Run">Whose it is.</param>
internal sealed record ChangeStamp(string Id, DateTimeOffset At, CandleRun Run)
{
    private const string IdKey = "change";
    private const string AtKey = "at";
    private const string RunKey = "run";
    private const string KindKey = "kind";
    private const string ForKey = "undoablefor";
    private const string FileKey = "file";
    private const string UndoesKey = "undoes";
    private const string OutliersKey = "outliers";

    /// <summary>Says it in a blob's description, which holds plain ASCII only.</summary>
    public void WriteTo(Dictionary<string, string> metadata)
    {
        metadata[IdKey] = Id;
        metadata[AtKey] = At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        metadata[RunKey] = Run.Id;
        metadata[KindKey] = Run.Kind;
        metadata[ForKey] = ((long)Run.UndoableFor.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        if (Run.FileName is { Length: > 0 } file)
        {
            metadata[FileKey] = Uri.EscapeDataString(file);
        }

        if (Run.AcceptedOutliers > 0)
        {
            metadata[OutliersKey] = Run.AcceptedOutliers.ToString(CultureInfo.InvariantCulture);
        }

        if (Run.Undoes is { } undone)
        {
            metadata[UndoesKey] = undone;
        }
    }

    /// <summary>Reads a blob's description; null when it says nothing of a change.</summary>
    public static ChangeStamp? From(IDictionary<string, string>? metadata) =>
        metadata is not null
        && metadata.TryGetValue(IdKey, out var id)
        && metadata.TryGetValue(RunKey, out var run)
        && metadata.TryGetValue(KindKey, out var kindName) && Enum.TryParse<CandleRunKind>(kindName, out var kind)
        && metadata.TryGetValue(AtKey, out var at) && long.TryParse(at, CultureInfo.InvariantCulture, out var moment)
        && metadata.TryGetValue(ForKey, out var length) && long.TryParse(length, CultureInfo.InvariantCulture, out var milliseconds)
            ? new ChangeStamp(
                id,
                DateTimeOffset.FromUnixTimeMilliseconds(moment),
                new CandleRun(run, kind.ToString(), TimeSpan.FromMilliseconds(milliseconds))
                {
                    FileName = metadata.TryGetValue(FileKey, out var file) ? Uri.UnescapeDataString(file) : null,
                    AcceptedOutliers = metadata.TryGetValue(OutliersKey, out var outliers)
                        && long.TryParse(outliers, CultureInfo.InvariantCulture, out var accepted) ? accepted : 0,
                    Undoes = metadata.TryGetValue(UndoesKey, out var undone) ? undone : null,
                })
            : null;
}
