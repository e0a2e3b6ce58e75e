using System.Text.Json;

namespace Trad.LocalRuntime.Durable;

/// <summary>How inputs and outputs of orchestrations and activities become text: as the Functions worker does it.</summary>
internal static class DurableJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    public static string? Write(object? value) =>
        value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Options);

    public static T? Read<T>(string? text) => text is null ? default : JsonSerializer.Deserialize<T>(text, Options);

    public static object? Read(string? text, Type type) => text is null
        ? type.IsValueType ? Activator.CreateInstance(type) : null
        : JsonSerializer.Deserialize(text, type, Options);
}
