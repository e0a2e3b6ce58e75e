using Trad.Functions.Candles;

namespace Trad.LocalHost.Presentation;

/// <summary>What became of one file that was to be imported.</summary>
/// <param name="File">Its name, with the folders under the one that was given.</param>
/// <param name="Import">What it brought, or of a dry run what it would bring; absent when it was refused.</param>
/// <param name="Error">Why it was refused; absent when it was not.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record FileImport(string File, CandleImport? Import, string? Error, double Seconds)
{
    /// <summary>What told the market; absent when it was refused.</summary>
    public ImportedMarketTold? Told { get; init; }
}

/// <summary>What told each part of the market of a file on the command line.</summary>
/// <param name="Exchange">What told the exchange.</param>
/// <param name="Symbol">What told the symbol.</param>
/// <param name="Interval">What told the interval.</param>
internal sealed record ImportedMarketTold(MarketTeller Exchange, MarketTeller Symbol, MarketTeller Interval);

/// <summary>What tells a part of the market of a file on the command line.</summary>
internal enum MarketTeller
{
    /// <summary>An option.</summary>
    Option,

    /// <summary>The file's name.</summary>
    FileName,

    /// <summary>The folders that the file lies in.</summary>
    Folders,

    /// <summary>A column of the file.</summary>
    Column,

    /// <summary>What stands once beside the candles.</summary>
    BesideCandles,

    /// <summary>The names of the files that are packed in it, and of their folders.</summary>
    PackedPaths,

    /// <summary>The distance between the candles.</summary>
    Candles,

    /// <summary>Nothing: it is what is usual.</summary>
    Default,
}
