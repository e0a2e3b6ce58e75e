namespace Trad.Formats.Candles;

/// <summary>What was decided of a typed file once for all of its row groups or batches.</summary>
/// <param name="Columns">All of its columns.</param>
/// <param name="Fields">Those of candles.</param>
/// <param name="Texts">Those of them that hold numbers as text.</param>
internal sealed record TypedLayout(TypedColumns Columns, CandleFields Fields, TextNumbers Texts);
