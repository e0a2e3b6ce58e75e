namespace Trad.Formats.Packed;

/// <summary>What a file is by its first bytes, as far as it is read.</summary>
internal enum FileKind
{
    /// <summary>Text, or what is not read.</summary>
    Other,

    /// <summary>Parquet.</summary>
    Parquet,

    /// <summary>An Arrow file, which Feather is, too.</summary>
    Arrow,

    /// <summary>Arrow messages one after the other, without a footer.</summary>
    ArrowStream,

    /// <summary>Files in a zip.</summary>
    Zip,

    /// <summary>Files in a tar.</summary>
    Tar,

    /// <summary>One file in gzip.</summary>
    Gzip,

    /// <summary>One file in Zstandard.</summary>
    Zstandard,
}
