using System.Text.Json;

namespace Trad.LocalRuntime.Durable;

/// <summary>How inputs and outputs of orchestrations and activities become text: as the Functions worker does it.</summary>
internal static class DurableJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    /// <summary>A value as JSON.</summary>
    /// <param name="value">The value.</param>
    /// <param name="what">What it is, such as <c>the input of the activity 'A'</c>.</param>
    /// <exception cref="ArgumentException">The value has no JSON form; the message says what it is and why.</exception>
    public static string? Write(object? value, string what)
    {
        try
        {
            return value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Options);
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw Refuse($"{what} cannot be written as JSON", wrong);
        }
    }

    /// <summary>A value from JSON.</summary>
    /// <exception cref="ArgumentException">The text has another shape; the message says what it is and why.</exception>
    public static T? Read<T>(string? text, string what) => text is null ? default : (T?)Read(text, typeof(T), what);

    /// <summary>A value from JSON; null for no text, and the default of a value type.</summary>
    /// <exception cref="ArgumentException">The text has another shape; the message says what it is and why.</exception>
    public static object? Read(string? text, Type type, string what)
    {
        try
        {
            return text is null
                ? type.IsValueType ? Activator.CreateInstance(type) : null
                : JsonSerializer.Deserialize(text, type, Options);
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw Refuse($"{what} cannot be read as {type.Name}", wrong);
        }
    }

    private static ArgumentException Refuse(string problem, Exception wrong) =>
        new($"{char.ToUpperInvariant(problem[0])}{problem[1..]}: {wrong.Message}", wrong);
}
