namespace Trad.Training.Assets;

/// <summary>A file that an asset owns.</summary>
public enum AssetFile
{
    /// <summary>The equity at every close.</summary>
    Equity,

    /// <summary>Every trade.</summary>
    Trades,
}
