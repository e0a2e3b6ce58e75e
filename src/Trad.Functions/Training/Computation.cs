namespace Trad.Functions.Training;

/// <summary>Runs long mathematics on a thread of its own, so that requests and progress reports need not wait for one.</summary>
internal static class Computation
{
    public static Task<T> RunAsync<T>(Func<T> compute) =>
        Task.Factory.StartNew(compute, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
