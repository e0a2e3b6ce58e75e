namespace Trad.Functions.Training.Streams;

/// <summary>An event of a job as it goes over the wire.</summary>
/// <param name="Sequence">Its number in the job's journal; those of events that are not for readers never appear in a stream.</param>
/// <param name="Bytes">The event; empty for one that is not for readers.</param>
internal sealed record StreamFrame(int Sequence, ReadOnlyMemory<byte> Bytes);
