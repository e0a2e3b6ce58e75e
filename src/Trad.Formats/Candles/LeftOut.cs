namespace Trad.Formats.Candles;

/// <summary>What of a file was left out, or was not there.</summary>
internal sealed class LeftOut
{
    /// <summary>Rows that repeated another.</summary>
    public long Duplicates { get; set; }

    /// <summary>Rows without prices.</summary>
    public long Empty { get; set; }

    /// <summary>Candles without a volume.</summary>
    public long WithoutVolume { get; set; }

    /// <summary>The open time of the last candle that had not closed yet, epoch milliseconds; null where there was none.</summary>
    public long? Open { get; set; }

    /// <summary>Rows that the file itself marks as candles that had not closed.</summary>
    public long MarkedOpen { get; set; }

    /// <summary>Files that were packed with the candles and are none.</summary>
    public List<string> Files { get; } = [];

    /// <summary>A layout with it.</summary>
    public RecognizedLayout AddTo(RecognizedLayout layout) => layout with
    {
        DuplicatesDropped = Duplicates,
        RowsWithoutPrices = Empty,
        RowsMarkedOpen = MarkedOpen,
        VolumesMissing = WithoutVolume,
        FilesPassedOver = Files,
        OpenCandle = Open is { } left ? DateTimeOffset.FromUnixTimeMilliseconds(left) : null,
    };
}
