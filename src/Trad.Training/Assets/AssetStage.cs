namespace Trad.Training.Assets;

/// <summary>How far people trust a trained asset; set by hand, but for the first one, which follows from the verdict.</summary>
public enum AssetStage
{
    /// <summary>Just found.</summary>
    Discovery,

    /// <summary>Being checked on data that it was not trained on.</summary>
    Validation,

    /// <summary>Traded on paper.</summary>
    Paper,

    /// <summary>Fit to be traded with money.</summary>
    LiveCandidate,

    /// <summary>No longer used.</summary>
    Retired,

    /// <summary>Never to be used: its validation found no edge.</summary>
    Rejected,
}
