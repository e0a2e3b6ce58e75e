namespace Trad.Durable.FaultHost;

/// <summary>How many sub-orchestrations, and how many generations each of them.</summary>
public sealed record FamilyPlan(int Children, int Generations);
