namespace Trad.Functions.Training;

/// <summary>The body of a cancellation.</summary>
public sealed record CancelOptions
{
    /// <summary>Whether the best trial so far is published as an asset. <value>The default is false.</value></summary>
    public bool Publish { get; init; }
}
