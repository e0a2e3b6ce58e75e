namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>A text that is too long for a row, and how many generations carry it.</summary>
public sealed record LongPlan(int Generations, string Text);
