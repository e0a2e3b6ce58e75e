namespace Trad.Training.Assets;

/// <summary>Somebody's look at a hold-out: however often one visitor looks within a day, it is one.</summary>
/// <param name="Visitor">Who looks, as a short text without commas that tells visitors apart and does not say who they are.</param>
/// <param name="Day">The day, UTC.</param>
public sealed record HoldOutVisit(string Visitor, DateOnly Day);
