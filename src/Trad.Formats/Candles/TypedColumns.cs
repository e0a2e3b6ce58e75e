namespace Trad.Formats.Candles;

/// <summary>The columns of a file whose columns have names and types.</summary>
/// <param name="names">Their names.</param>
/// <param name="kinds">What they hold.</param>
/// <param name="typeNames">What people call their types.</param>
internal sealed class TypedColumns(IReadOnlyList<string> names, IReadOnlyList<ColumnKind> kinds, IReadOnlyList<string> typeNames)
{
    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Finds the columns of candles.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="CandleFileException">One is missing.</exception>
    public CandleFields Find(string file)
    {
        var fault = new CandleFieldFinder(names, Look).Find(out var fields);
        return fields ?? throw new CandleFileException(file, null, fault!);
    }

    /// <summary>The refusal of a column of a type that cannot be used.</summary>
    public CandleFileException Unusable(string file, int column, string allowed) =>
        new(file, null, $"column '{names[column]}' holds {typeNames[column]}; allowed are {allowed}");

    private ColumnLook Look(int column)
    {
        var name = CandleColumnNames.Normalize(names[column]);
        var isNamedTime = CandleColumnNames.IsClosingTime(name) || CandleColumnNames.Rank(CandleColumn.OpenTime, name) >= 0;
        return kinds[column] switch
        {
            ColumnKind.Timestamp => ColumnLook.Times,
            ColumnKind.Number => ColumnLook.Numbers | (isNamedTime ? ColumnLook.Times : 0),
            ColumnKind.CoarseNumber => ColumnLook.Numbers,
            ColumnKind.Text => ColumnLook.Numbers | (isNamedTime ? ColumnLook.Times | ColumnLook.Days | ColumnLook.TimesOfDay : 0),
            _ => ColumnLook.None,
        };
    }
}
