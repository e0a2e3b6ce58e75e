namespace Trad.LocalRuntime.Durable.Hub;

/// <summary>
/// A host may not work on a hub: another one does and the two would overwrite each other, another engine's storage is missing, or the
/// hub was written in a layout that this build cannot read. The message tells what to do.
/// </summary>
/// <param name="message">Why, and what to do.</param>
/// <param name="inner">What the storage answered; null when it was not that.</param>
public sealed class HubException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
