namespace Trad.Formats.Packed;

/// <summary>A file in a zip or tar.</summary>
/// <param name="Path">Its path there.</param>
/// <param name="Length">How many bytes it claims to have.</param>
/// <param name="PackedLength">How many bytes it takes there.</param>
/// <param name="Open">Opens it; the caller closes it.</param>
internal sealed record PackedEntry(string Path, long Length, long PackedLength, Func<Stream> Open);
