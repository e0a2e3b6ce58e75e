namespace Trad.Functions.Training.Streams;

/// <summary>What the watch over all jobs knows at a moment.</summary>
/// <param name="News">The latest of each job that is not over or was not long ago.</param>
/// <param name="Version">The version of the newest.</param>
/// <param name="Next">The number that the next change in the feed will have.</param>
/// <param name="Forgotten">The last change that the news no longer show; −1 for none.</param>
/// <param name="Changed">Ends when there is something new.</param>
internal sealed record JobsView(IReadOnlyList<JobNews> News, long Version, int Next, int Forgotten, Task Changed);
