using static Trad.Formats.Parquet.Thrift.ThriftType;

namespace Trad.Formats.Parquet.Thrift;

/// <summary>
/// The structs of a Parquet file's footer and page headers, as parquet.thrift (apache/parquet-format) declares them and the
/// library reads them: by the number of a field, whatever type the file gives it.
/// </summary>
internal static class ParquetShapes
{
    private static readonly ThriftShape Empty = new("an empty struct");

    private static readonly ThriftShape Statistics = new(
        "Statistics", F(1, Binary), F(2, Binary), F(3, I64), F(4, I64), F(5, Binary), F(6, Binary), F(7, Bool), F(8, Bool));

    private static readonly ThriftShape TimeUnit = new("TimeUnit", S(1, Empty), S(2, Empty), S(3, Empty));

    /// <summary>What the values of a column stand for; field 15 is 16-bit floats, and 13 BSON.</summary>
    public static ThriftShape LogicalType { get; } = new(
        "LogicalType",
        S(1, Empty),
        S(2, Empty),
        S(3, Empty),
        S(4, Empty),
        S(5, new ThriftShape("DecimalType", F(1, I32), F(2, I32))),
        S(6, Empty),
        S(7, new ThriftShape("TimeType", F(1, Bool), S(2, TimeUnit))),
        S(8, new ThriftShape("TimestampType", F(1, Bool), S(2, TimeUnit))),
        S(10, new ThriftShape("IntType", F(1, I8), F(2, Bool))),
        S(11, Empty),
        S(12, Empty),
        S(13, Empty),
        S(14, Empty),
        S(15, Empty),
        S(16, new ThriftShape("VariantType", F(1, I8))),
        S(17, new ThriftShape("GeometryType", F(1, Binary))),
        S(18, new ThriftShape("GeographyType", F(1, Binary), F(2, I32))));

    private static readonly ThriftShape KeyValue = new("KeyValue", F(1, Binary), F(2, Binary));

    private static readonly ThriftShape ColumnMetaData = new(
        "ColumnMetaData",
        F(1, I32),
        L(2, I32),
        L(3, Binary),
        F(4, I32),
        F(5, I64),
        F(6, I64),
        F(7, I64),
        L(8, KeyValue),
        F(9, I64),
        F(10, I64),
        F(11, I64),
        S(12, Statistics),
        L(13, new ThriftShape("PageEncodingStats", F(1, I32), F(2, I32), F(3, I32))),
        F(14, I64),
        F(15, I32),
        S(16, new ThriftShape("SizeStatistics", F(1, I64), L(2, I64), L(3, I64))),
        S(17, new ThriftShape(
            "GeospatialStatistics",
            S(1, new ThriftShape(
                "BoundingBox", F(1, ThriftType.Double), F(2, ThriftType.Double), F(3, ThriftType.Double), F(4, ThriftType.Double),
                F(5, ThriftType.Double), F(6, ThriftType.Double), F(7, ThriftType.Double), F(8, ThriftType.Double))),
            L(2, I32))));

    private static readonly ThriftShape ColumnChunk = new(
        "ColumnChunk",
        F(1, Binary),
        F(2, I64),
        S(3, ColumnMetaData),
        F(4, I64),
        F(5, I32),
        F(6, I64),
        F(7, I32),
        S(8, new ThriftShape(
            "ColumnCryptoMetaData", S(1, Empty), S(2, new ThriftShape("EncryptionWithColumnKey", L(1, Binary), F(2, Binary))))),
        F(9, Binary));

    private static readonly ThriftShape RowGroup = new(
        "RowGroup",
        L(1, ColumnChunk),
        F(2, I64),
        F(3, I64),
        L(4, new ThriftShape("SortingColumn", F(1, I32), F(2, Bool), F(3, Bool))),
        F(5, I64),
        F(6, I64),
        F(7, I16));

    private static readonly ThriftShape Encryption = new("AesGcm", F(1, Binary), F(2, Binary), F(3, Bool));

    /// <summary>One node of the schema; field 5 is the number of its children.</summary>
    public static ThriftShape SchemaElement { get; } = new(
        "SchemaElement", F(1, I32), F(2, I32), F(3, I32), F(4, Binary), F(5, I32), F(6, I32), F(7, I32), F(8, I32), F(9, I32),
        S(10, LogicalType));

    /// <summary>The number of a schema node's field that holds the number of its children.</summary>
    public static short NumberOfChildren => 5;

    /// <summary>The footer.</summary>
    public static ThriftShape FileMetaData { get; } = new(
        "FileMetaData",
        F(1, I32),
        L(2, SchemaElement),
        F(3, I64),
        L(4, RowGroup),
        L(5, KeyValue),
        F(6, Binary),
        L(7, new ThriftShape("ColumnOrder", S(1, Empty))),
        S(8, new ThriftShape("EncryptionAlgorithm", S(1, Encryption), S(2, Encryption))),
        F(9, Binary));

    /// <summary>What a data page begins with.</summary>
    public static ThriftShape DataPageHeader { get; } = new("DataPageHeader", F(1, I32), F(2, I32), F(3, I32), F(4, I32), S(5, Statistics));

    /// <summary>What a dictionary page begins with.</summary>
    public static ThriftShape DictionaryPageHeader { get; } = new("DictionaryPageHeader", F(1, I32), F(2, I32), F(3, Bool));

    /// <summary>What a data page of the second kind begins with.</summary>
    public static ThriftShape DataPageHeaderV2 { get; } = new(
        "DataPageHeaderV2", F(1, I32), F(2, I32), F(3, I32), F(4, I32), F(5, I32), F(6, I32), F(7, Bool), S(8, Statistics));

    /// <summary>What every page begins with.</summary>
    public static ThriftShape PageHeader { get; } = new(
        "PageHeader", F(1, I32), F(2, I32), F(3, I32), F(4, I32), S(5, DataPageHeader), S(6, Empty), S(7, DictionaryPageHeader),
        S(8, DataPageHeaderV2));

    private static ThriftField F(short id, ThriftType type) => new(id, type);

    private static ThriftField S(short id, ThriftShape inner) => new(id, Struct, Inner: inner);

    private static ThriftField L(short id, ThriftType element) => new(id, List, element);

    private static ThriftField L(short id, ThriftShape inner) => new(id, List, Struct, inner);
}
