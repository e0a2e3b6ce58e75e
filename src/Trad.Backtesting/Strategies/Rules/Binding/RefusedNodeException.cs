namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>A node that cannot be made; the binder tells where in the text.</summary>
/// <param name="message">Why.</param>
internal sealed class RefusedNodeException(string message) : Exception(message);
