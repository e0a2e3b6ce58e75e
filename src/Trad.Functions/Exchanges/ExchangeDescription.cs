namespace Trad.Functions.Exchanges;

/// <summary>An exchange that candles can be fetched from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HasArchive">Whether past months can be fetched as files.</param>
public sealed record ExchangeDescription(string Name, bool HasArchive);
