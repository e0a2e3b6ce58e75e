namespace Trad.Training.Operations;

/// <summary>The last run of something that the app does by itself now and then.</summary>
/// <param name="Duty">What it is.</param>
/// <param name="Since">When it was first known: whatever came due before is not made up for.</param>
public sealed record DutyRecord(string Duty, DateTimeOffset Since)
{
    /// <summary>When the last run began; null before the first.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>When it ended; null while it runs, and for ever when its process ended in the middle.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Why it failed, for people; null when it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>What this is written against: whoever wrote since has changed it. Null when it was never written.</summary>
    public string? Mark { get; init; }
}
