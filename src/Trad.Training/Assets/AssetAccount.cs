namespace Trad.Training.Assets;

/// <summary>
/// The money behind an asset's figures, trades and equity, in the quote currency. Every symbol has capital of its own and the
/// joint account is their sum. In sample and on the hold-out it begins anew with the same capital.
/// </summary>
/// <param name="CapitalPerSymbol">What every symbol begins with.</param>
/// <param name="InitialEquity">What the joint account begins with.</param>
public sealed record AssetAccount(double CapitalPerSymbol, double InitialEquity);
