using Microsoft.DurableTask;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>Payloads between functions, as the embedded engine writes them; inputs are handed on unread.</summary>
internal sealed class FunctionDataConverter : DataConverter
{
    public override string? Serialize(object? value) => DurableJson.Write(value, "the payload");

    public override object? Deserialize(string? data, Type targetType) => targetType == typeof(FunctionPayload)
        ? new FunctionPayload(string.IsNullOrEmpty(data) || data == "null" ? null : data)
        : DurableJson.Read(data, targetType, "the payload");
}
