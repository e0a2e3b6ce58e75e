namespace Trad.Formats.Candles;

/// <summary>Names of columns that are there more than once: those of the same values are one column, and others are refused.</summary>
/// <param name="names">The names.</param>
/// <param name="plain">The names as they are compared.</param>
/// <param name="areSame">Whether two columns have the same values, as far as rows were looked at; null where none were.</param>
internal sealed class RepeatedNames(IReadOnlyList<string> names, IReadOnlyList<string> plain, Func<int, int, bool>? areSame)
{
    /// <summary>What is wrong with the first of the columns that are used whose name another one has, in words; null for none.</summary>
    /// <param name="fields">The columns that are used.</param>
    /// <param name="isDecided">Whether something else has decided already that another column is not meant.</param>
    public string? Find(CandleFields fields, Func<CandleColumn, int, bool> isDecided)
    {
        foreach (var (column, field) in fields.Used())
        {
            for (var other = 0; other < plain.Count; other++)
            {
                if (other != field && plain[other] == plain[field] && plain[field].Length > 0 && !CandleColumnNames.IsVeiled(names, other)
                    && areSame?.Invoke(field, other) != true && !isDecided(column, other))
                {
                    return $"column '{CandleColumnNames.Ours(column)}' is there twice, as '{names[field]}' in columns "
                        + $"{Math.Min(field, other) + 1} and {Math.Max(field, other) + 1}"
                        + (areSame is null ? "; leave one of them" : ", with different values; leave one of them");
                }
            }
        }

        return null;
    }
}
