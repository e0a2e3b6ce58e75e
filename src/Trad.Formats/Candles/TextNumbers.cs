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

        if (evidence.HasComma is not { } hasComma)
        {
            return null;
        }

        var numbers = new double[texts.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (texts[i] is not { } text)
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
