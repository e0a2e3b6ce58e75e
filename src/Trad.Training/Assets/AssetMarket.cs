namespace Trad.Training.Assets;

/// <summary>What an asset was trained on.</summary>
/// <param name="Exchange">The exchange; <c>simulated</c> for generated candles.</param>
/// <param name="Symbols">The symbols.</param>
/// <param name="Interval">The candle interval.</param>
public sealed record AssetMarket(string Exchange, IReadOnlyList<string> Symbols, string Interval);
