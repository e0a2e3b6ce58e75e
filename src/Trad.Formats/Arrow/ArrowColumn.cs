using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;
using Trad.Formats.Candles;

namespace Trad.Formats.Arrow;

/// <summary>One column of a batch of an Arrow file as what Trad needs, whatever it was written as.</summary>
internal static class ArrowColumn
{
    private const long SecondsPerDay = 86_400;
    private const long MillisecondsPerSecond = 1000;

    /// <summary>What a type holds.</summary>
    public static ColumnKind Kind(IArrowType type) => type switch
    {
        DictionaryType dictionary => Kind(dictionary.ValueType),
        TimestampType or Date32Type or Date64Type => ColumnKind.Timestamp,
        Time32Type or Time64Type => ColumnKind.TimeOfDay,
        Int64Type or UInt64Type or Int32Type or UInt32Type or DoubleType or Decimal32Type or Decimal64Type or Decimal128Type
            or Decimal256Type => ColumnKind.Number,
        FloatType or Int16Type or UInt16Type or Int8Type or UInt8Type or NullType => ColumnKind.CoarseNumber,
        StringType or LargeStringType or StringViewType => ColumnKind.Text,
        _ => ColumnKind.Other,
    };

    /// <summary>What people call a type.</summary>
    public static string TypeName(IArrowType type) => type switch
    {
        DictionaryType dictionary => $"categories of {TypeName(dictionary.ValueType)}",
        TimestampType => "timestamps",
        Date32Type or Date64Type => "dates",
        FloatType => "numbers with few digits (32-bit or less)",
        HalfFloatType => "16-bit floats, of which three digits count",
        BooleanType => "true and false",
        BinaryType or LargeBinaryType or FixedSizeBinaryType => "bytes",
        ListType or LargeListType or FixedSizeListType or StructType or MapType => "lists or structures",
        DurationType or IntervalType => "durations",
        _ => Kind(type) switch
        {
            ColumnKind.Text => "text",
            ColumnKind.TimeOfDay => "times of day",
            ColumnKind.Other => type.Name,
            _ => "numbers",
        },
    };

    /// <summary>The column as numbers; what is not there is NaN. Null when it holds none, or text.</summary>
    public static double[]? Numbers(IArrowArray column) => column switch
    {
        DictionaryArray dictionary => Spread(dictionary, Numbers, double.NaN),
        DoubleArray values => Numbers(values, value => value),
        FloatArray values => Numbers(values, value => value),
        Int64Array values => Numbers(values, value => value),
        UInt64Array values => Numbers(values, value => value),
        Int32Array values => Numbers(values, value => value),
        UInt32Array values => Numbers(values, value => value),
        Int16Array values => Numbers(values, value => value),
        UInt16Array values => Numbers(values, value => value),
        Int8Array values => Numbers(values, value => value),
        UInt8Array values => Numbers(values, value => value),
        NullArray values => Decimals(values.Length, _ => null),
        Decimal128Array values => Decimals(values.Length, values.GetString),
        Decimal256Array values => Decimals(values.Length, values.GetString),
        Decimal64Array values => Decimals(values.Length, values.GetString),
        Decimal32Array values => Decimals(values.Length, values.GetString),
        _ => null,
    };

    /// <summary>The column as what may be times; null where it holds nothing of that kind.</summary>
    public static TypedTimes? Times(IArrowArray column) => Timestamps(column) is { } moments
        ? new TypedTimes.Moments(moments.Values, moments.PerMillisecond, TimeForm(column.Data.DataType))
        : OfDay(column) is { } ofDay ? new TypedTimes.OfDay(ofDay.Values, ofDay.PerMillisecond)
        : WholeIndexes(column) is { } whole ? new TypedTimes.Whole(whole)
        : Text(column) is { } text ? new TypedTimes.Text(text)
        : Kind(column.Data.DataType) == ColumnKind.Number && Numbers(column) is { } numbers ? new TypedTimes.Decimals(numbers)
        : null;

    private static double[] Decimals(int count, Func<int, string?> digits)
    {
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = digits(i) is { } text ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : double.NaN;
        }

        return numbers;
    }

    private static long?[]? WholeNumbers(IArrowArray column) => column switch
    {
        DictionaryArray dictionary => Spread(dictionary, WholeNumbers, null),
        Int64Array values => Whole(values, value => value),
        UInt64Array values => Whole(values, value => value <= long.MaxValue ? (long)value : long.MaxValue),
        Int32Array values => Whole(values, value => value),
        UInt32Array values => Whole(values, value => value),
        _ => null,
    };

    private static (long?[] Values, long PerMillisecond)? OfDay(IArrowArray column) => column switch
    {
        DictionaryArray dictionary when OfDay(dictionary.Dictionary) is { } entries =>
            (Spread(dictionary, _ => entries.Values, null)!, entries.PerMillisecond),
        Time32Array values => (Whole(values, value => value), PerMillisecond(((Time32Type)values.Data.DataType).Unit)),
        Time64Array values => (Whole(values, value => value), PerMillisecond(((Time64Type)values.Data.DataType).Unit)),
        _ => null,
    };

    private static long PerMillisecond(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => -MillisecondsPerSecond,
        TimeUnit.Millisecond => 1,
        TimeUnit.Microsecond => 1000,
        _ => 1_000_000,
    };

    private static (long?[] Values, long PerMillisecond)? Timestamps(IArrowArray column)
    {
        switch (column)
        {
            case DictionaryArray dictionary when Timestamps(dictionary.Dictionary) is { } entries:
                return (Spread(dictionary, _ => entries.Values, null)!, entries.PerMillisecond);
            case TimestampArray values:
                return (Whole(values, value => value), PerMillisecond(((TimestampType)values.Data.DataType).Unit));
            case Date32Array values:
                return (Whole(values, value => value * SecondsPerDay), -MillisecondsPerSecond);
            case Date64Array values:
                return (Whole(values, value => value), 1);
            default:
                return null;
        }
    }

    // Days as such, and with a zone only where the type has one.
    private static string TimeForm(IArrowType type) => type switch
    {
        DictionaryType dictionary => TimeForm(dictionary.ValueType),
        Date32Type => "yyyy-MM-dd",
        TimestampType { Timezone: null or "" } => "yyyy-MM-ddTHH:mm:ss.fff",
        _ => "yyyy-MM-ddTHH:mm:ss.fffZ",
    };

    /// <summary>The column as text; null when it holds none.</summary>
    public static string?[]? Text(IArrowArray column) => column switch
    {
        DictionaryArray dictionary => Spread(dictionary, Text, null),
        StringArray values => ArrowText.Read(values),
        LargeStringArray values => ArrowText.Read(values),
        StringViewArray values => ArrowText.Read(values),
        _ => null,
    };

    /// <summary>The column as marks of yes and no in words; null where it holds none.</summary>
    public static string?[]? Marks(IArrowArray column)
    {
        if (column is not BooleanArray flags)
        {
            return Text(column) ?? (Numbers(column) is { } numbers ? ClosedFlag.FromNumbers(numbers) : null);
        }

        var marks = new string?[flags.Length];
        for (var i = 0; i < marks.Length; i++)
        {
            marks[i] = flags.GetValue(i) is { } isSet ? isSet ? "true" : "false" : null;
        }

        return marks;
    }

    /// <summary>The entries of a dictionary where its indexes say.</summary>
    private static T[]? Spread<T>(DictionaryArray dictionary, Func<IArrowArray, T[]?> read, T missing)
    {
        if (WholeIndexes(dictionary.Indices) is not { } indexes || read(dictionary.Dictionary) is not { } entries)
        {
            return null;
        }

        return System.Array.ConvertAll(indexes, index => index is { } at ? entries[checked((int)at)] : missing);
    }

    private static long?[]? WholeIndexes(IArrowArray column) => WholeNumbers(column) ?? column switch
    {
        Int16Array values => Whole(values, value => value),
        UInt16Array values => Whole(values, value => value),
        Int8Array values => Whole(values, value => value),
        UInt8Array values => Whole(values, value => value),
        _ => null,
    };

    private static double[] Numbers<T>(PrimitiveArray<T> column, Func<T, double> convert)
        where T : struct, IEquatable<T>
    {
        var values = column.Values;
        var numbers = new double[values.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = column.IsValid(i) ? convert(values[i]) : double.NaN;
        }

        return numbers;
    }

    private static long?[] Whole<T>(PrimitiveArray<T> column, Func<T, long> convert)
        where T : struct, IEquatable<T>
    {
        var values = column.Values;
        var numbers = new long?[values.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = column.IsValid(i) ? convert(values[i]) : null;
        }

        return numbers;
    }
}
