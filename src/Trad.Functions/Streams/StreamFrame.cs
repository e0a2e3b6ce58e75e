namespace Trad.Functions.Streams;

/// <summary>An event of a job as it goes over the wire.</summary>
/// <param name="Sequence">Its number in the job's journal.</param>
/// <param name="Bytes">The event; empty for one that is not for readers.</param>
internal sealed record StreamFrame(int Sequence, ReadOnlyMemory<byte> Bytes);
