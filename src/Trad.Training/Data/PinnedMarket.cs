namespace Trad.Training.Data;

/// <summary>Candles of a symbol that were found and have not been read yet.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Version">SHA-256 of the versions of the stored months that they are in, hexadecimal.</param>
public sealed record PinnedMarket(string Symbol, string Version);
