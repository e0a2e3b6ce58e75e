namespace Trad.Functions.Strategies.PlugIns;

/// <summary>A folder of strategies cannot be used; the message names the file, the place in it, and what is wrong.</summary>
public sealed class PlugInException(string message, Exception? inner = null) : Exception(message, inner);
