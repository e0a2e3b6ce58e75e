namespace Trad.Formats.Candles;

/// <summary>A column of text in a typed file as numbers.</summary>
internal static class TextNumbers
{
    /// <summary>
    /// The numbers, NaN where a row has none; null where one is no number, or may be read in two ways and none tells in which.
    /// </summary>
    public static double[]? Read(IReadOnlyList<string?> texts)
    {
        var evidence = new DecimalEvidence();
        foreach (var text in texts)
        {
            evidence.Add(text);
        }

        return evidence.HasComma is { } hasComma ? Read(texts.Count, i => texts[i], hasComma) : null;
    }

    /// <summary>The numbers, NaN where a row has none; null where one is no number.</summary>
    /// <param name="count">How many rows there are.</param>
    /// <param name="read">The text of a row; null where it has none.</param>
    /// <param name="hasComma">Whether a comma stands before decimals.</param>
    public static double[]? Read(int count, Func<int, string?> read, bool hasComma)
    {
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            if (read(i) is not { } text)
            {
                numbers[i] = double.NaN;
            }
            else if (!NumberText.TryRead(text, hasComma, out numbers[i]))
            {
                return null;
            }
        }

        return numbers;
    }
}
