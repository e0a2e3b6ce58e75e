using System.Globalization;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>The keys of rows.</summary>
internal static class StorageKey
{
    /// <summary>An instance's identity as a key: it may hold characters that keys may not.</summary>
    public static string Encode(string instanceId) => Uri.EscapeDataString(instanceId);

    /// <summary>The row of a history event: sorted by generation, then position.</summary>
    public static string OfEvent(int generation, int position) =>
        string.Create(CultureInfo.InvariantCulture, $"{generation:D10}-{position:D8}");

    /// <summary>The generation that a row key of the history belongs to.</summary>
    public static int GenerationOf(string rowKey) => int.Parse(rowKey.AsSpan(0, 10), CultureInfo.InvariantCulture);
}
