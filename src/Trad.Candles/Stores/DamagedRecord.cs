namespace Trad.Candles.Stores;

/// <summary>Something that is stored and cannot be read: damaged, or written by a newer version.</summary>
/// <param name="Id">Its identity, by which it can be deleted.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record DamagedRecord(string Id, string Problem);
