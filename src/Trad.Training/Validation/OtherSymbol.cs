namespace Trad.Training.Validation;

/// <summary>What the published trial did on a symbol that it was not trained on, over the days that the search saw.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Figures">What it did; absent when it could not be tried.</param>
/// <param name="Fingerprint">SHA-256 of the candles; absent likewise.</param>
/// <param name="Reason">Why it could not be tried.</param>
public sealed record OtherSymbol(string Symbol, PartFigures? Figures, string? Fingerprint, string? Reason);
