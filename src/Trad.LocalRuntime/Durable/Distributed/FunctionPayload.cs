using DurableTask.Core;
using Microsoft.DurableTask;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>An input as it came, so that the function itself reads it and names it when it cannot.</summary>
/// <param name="Json">The JSON text; null for none.</param>
internal sealed record FunctionPayload(string? Json);

/// <summary>Payloads between functions, as the embedded engine writes them; inputs are handed on unread.</summary>
internal sealed class FunctionDataConverter : DataConverter
{
    public override string? Serialize(object? value) => DurableJson.Write(value, "the payload");

    public override object? Deserialize(string? data, Type targetType) => targetType == typeof(FunctionPayload)
        ? new FunctionPayload(string.IsNullOrEmpty(data) || data == "null" ? null : data)
        : DurableJson.Read(data, targetType, "the payload");
}

/// <summary>Gives Durable Task's dispatchers an object for each function they ask for by name.</summary>
internal sealed class FunctionObjects<T>(Func<string, T> create) : INameVersionObjectManager<T>
{
    public void Add(ObjectCreator<T> creator) =>
        throw new NotSupportedException($"{nameof(Add)}: functions are found in the app's assembly.");

    public T GetObject(string name, string? version) => create(name);
}
