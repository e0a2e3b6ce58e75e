using Microsoft.DurableTask;

namespace Trad.LocalRuntime.Durable;

/// <summary>Reads and writes payloads as <see cref="DurableJson"/> does, for types that ask for a converter.</summary>
/// <param name="what">What is converted, such as <c>a payload of the orchestration 'A'</c>: an error names it.</param>
internal sealed class DurableDataConverter(string what) : DataConverter
{
    public override string? Serialize(object? value) => DurableJson.Write(value, what);

    public override object? Deserialize(string? data, Type targetType) => DurableJson.Read(data, targetType, what);
}
