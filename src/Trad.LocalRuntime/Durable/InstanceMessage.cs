using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable;

/// <summary>What an instance is told.</summary>
/// <param name="Event">What has happened.</param>
/// <param name="Generation">Whose decision it answers; null when it came from outside.</param>
/// <param name="Recorded">Ends when it is recorded; null when nobody waits for that.</param>
internal readonly record struct InstanceMessage(HistoryEvent Event, int? Generation, TaskCompletionSource? Recorded);
