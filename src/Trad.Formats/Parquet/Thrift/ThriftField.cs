namespace Trad.Formats.Parquet.Thrift;

/// <summary>One field of a Thrift struct.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Type">Its type.</param>
/// <param name="Element">The type of a list's elements.</param>
/// <param name="Inner">What a struct, or each struct of a list, is made of.</param>
internal sealed record ThriftField(short Id, ThriftType Type, ThriftType Element = default, ThriftShape? Inner = null);
