using System.Globalization;
using System.Text.Json.Serialization;

namespace Trad.Optimization.Spaces;

/// <summary>
/// The value of one parameter: a finite number, a flag or a text. A flag is the number 0 or 1 that is written as <c>false</c>
/// or <c>true</c>: it equals that number, so that what was recorded as a number stays what it was. The default value is the
/// number 0.
/// </summary>
[JsonConverter(typeof(ParameterValueJsonConverter))]
public readonly struct ParameterValue : IEquatable<ParameterValue>
{
    private readonly double _number;
    private readonly string? _text;

    private ParameterValue(double number, string? text, bool isFlag = false)
    {
        _number = number;
        _text = text;
        IsFlag = isFlag;
    }

    /// <summary>Whether the value is written as <c>false</c> or <c>true</c>.</summary>
    public bool IsFlag { get; }

    /// <summary>Whether the value is a text.</summary>
    public bool IsText => _text is not null;

    /// <summary>The number; 0 or 1 for a flag.</summary>
    /// <exception cref="InvalidOperationException">The value is a text.</exception>
    public double Number => _text is null
        ? _number
        : throw new InvalidOperationException($"The value \"{_text}\" is a text, not a number.");

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">The value is a number.</exception>
    public string Text => _text
        ?? throw new InvalidOperationException($"The value {this} is a number, not a text.");

    /// <summary>A number.</summary>
    /// <exception cref="ArgumentException">The number is NaN or infinite.</exception>
    public static ParameterValue FromNumber(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new ArgumentException(
                $"A parameter value must be a finite number; it was {number.ToString(CultureInfo.InvariantCulture)}.", nameof(number));
        }

        // Negative zero equals zero but has other bits; one form keeps equality, hashes and JSON in step.
        return new ParameterValue(number == 0 ? 0 : number, null);
    }

    /// <summary>A flag.</summary>
    public static ParameterValue FromFlag(bool flag) => new(flag ? 1 : 0, null, isFlag: true);

    /// <summary>A text.</summary>
    public static ParameterValue FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ParameterValue(0, text);
    }

    /// <summary>A number as a value; the same as <see cref="FromNumber(double)"/>.</summary>
    public static implicit operator ParameterValue(double number) => FromNumber(number);

    /// <summary>A flag as a value; the same as <see cref="FromFlag(bool)"/>.</summary>
    public static implicit operator ParameterValue(bool flag) => FromFlag(flag);

    /// <summary>A text as a value; the same as <see cref="FromText(string)"/>.</summary>
    public static implicit operator ParameterValue(string text) => FromText(text);

    /// <summary>Whether both are the same number, be it written as a flag or not, or the same text (ordinal).</summary>
    public static bool operator ==(ParameterValue left, ParameterValue right) => left.Equals(right);

    /// <summary>Whether the values differ.</summary>
    public static bool operator !=(ParameterValue left, ParameterValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ParameterValue other) =>
        _number.Equals(other._number) && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ParameterValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? _number.GetHashCode() : StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>The number in its shortest round-trip form (invariant culture), <c>false</c> or <c>true</c>, or the text.</summary>
    public override string ToString() =>
        IsFlag ? _number == 0 ? "false" : "true" : _text ?? _number.ToString("R", CultureInfo.InvariantCulture);
}
