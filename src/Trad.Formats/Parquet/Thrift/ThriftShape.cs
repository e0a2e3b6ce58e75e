namespace Trad.Formats.Parquet.Thrift;

/// <summary>What a Thrift struct is made of.</summary>
/// <param name="name">Its name in the Parquet format, for messages.</param>
/// <param name="fields">The fields that the library knows.</param>
internal sealed class ThriftShape(string name, params ThriftField[] fields)
{
    private readonly Dictionary<short, ThriftField> _fields = fields.ToDictionary(field => field.Id);

    /// <summary>Its name in the Parquet format.</summary>
    public string Name => name;

    /// <summary>The field of a number; null when the library does not know it.</summary>
    public ThriftField? Find(short id) => _fields.GetValueOrDefault(id);
}
