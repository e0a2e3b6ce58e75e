namespace Trad.Functions.Strategies;

/// <summary>A document of rules that people know, to read and to start from.</summary>
/// <param name="Name">The name of its strategy.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Description">What it does.</param>
/// <param name="Document">The document.</param>
public sealed record RuleExample(string Name, string Title, string Description, string Document);
