#pragma warning disable CA1032, CA1064 // It never leaves this folder: it carries another exception past those that speak of the file.
namespace Trad.Formats.Candles;

/// <summary>What takes the candles has failed, which says nothing about the file.</summary>
/// <param name="cause">Why.</param>
internal sealed class StoringFailedException(Exception cause) : Exception(cause.Message, cause);
