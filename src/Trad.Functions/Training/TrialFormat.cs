namespace Trad.Functions.Training;

/// <summary>How trials are given over HTTP.</summary>
public enum TrialFormat
{
    /// <summary>JSON, page by page.</summary>
    Json,

    /// <summary>A comma-separated file with a header.</summary>
    Csv,

    /// <summary>A Parquet file.</summary>
    Parquet,
}
