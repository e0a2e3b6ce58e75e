namespace Trad.Formats.Parquet.Thrift;

/// <summary>The types of Thrift's compact protocol, by their number on the wire; both numbers of a truth value are one here.</summary>
internal enum ThriftType
{
    /// <summary>A truth value, kept in the field's header.</summary>
    Bool = 1,

    /// <summary>One byte.</summary>
    I8 = 3,

    /// <summary>16 bits, zigzag and variable in length.</summary>
    I16 = 4,

    /// <summary>32 bits, zigzag and variable in length.</summary>
    I32 = 5,

    /// <summary>64 bits, zigzag and variable in length.</summary>
    I64 = 6,

    /// <summary>Eight bytes.</summary>
    Double = 7,

    /// <summary>A length and as many bytes.</summary>
    Binary = 8,

    /// <summary>A count and as many elements of one type.</summary>
    List = 9,

    /// <summary>Fields up to a stop.</summary>
    Struct = 12,
}
