namespace Trad.Durable.FaultHost;

/// <summary>How many generations in all, and the tokens of those before.</summary>
public sealed record GenerationPlan(int Generations, Token[] Tokens);
