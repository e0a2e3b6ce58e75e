namespace Trad.Training.Validation.Statistics;

/// <summary>A statistic, or why it is not defined for the data; never NaN or infinite.</summary>
/// <typeparam name="T">The statistic.</typeparam>
public readonly record struct Measured<T>
    where T : struct
{
    private Measured(T? value, string? whyUndefined) => (Value, WhyUndefined) = (value, whyUndefined);

    /// <summary>The statistic; null when it is not defined.</summary>
    public T? Value { get; }

    /// <summary>Why it is not defined, ends the sentence "it is not defined, since …"; null when it is.</summary>
    public string? WhyUndefined { get; }

    /// <summary>A statistic that is defined.</summary>
    public static implicit operator Measured<T>(T value) => new(value, null);

    /// <summary>A statistic that is not.</summary>
    public static implicit operator Measured<T>(Undefined undefined) => new(null, undefined.Why);
}
