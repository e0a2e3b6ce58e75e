using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable;

/// <summary>A call of an activity that was committed and waits for its turn.</summary>
/// <param name="InstanceId">The calling instance.</param>
/// <param name="Generation">Its generation when it called.</param>
/// <param name="Call">The activity's name and input, and the number of the call.</param>
internal readonly record struct ActivityCall(string InstanceId, int Generation, HistoryEvent Call);
