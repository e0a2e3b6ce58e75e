namespace Trad.Formats.Candles;

/// <summary>
/// Decides over a whole file whether commas stand before decimals or between thousands: by a number that can be read in one way only, by
/// prices that go on from row to row in one reading and leap in the other, and by quote volumes that are volumes times prices in one
/// reading alone.
/// </summary>
internal sealed class DecimalChoice
{
    // What is read in the wrong way is off by a thousand; prices go on, and amounts fit, well within this.
    private const double Near = 3;

    private readonly DecimalEvidence _evidence = new();
    private readonly Reading _asDecimals = new(hasComma: true);
    private readonly Reading _asThousands = new(hasComma: false);

    /// <summary>
    /// Whether points may stand between thousands: in a file that somebody wrote as people write numbers, <see cref="PointThousands"/>.
    /// </summary>
    public bool ArePointsDoubtful { get; init; }

    /// <summary>Whether something has decided.</summary>
    public bool IsSure => _evidence.IsSure;

    /// <summary>Looks at a field of numbers.</summary>
    public void Add(ReadOnlySpan<char> field) => _evidence.Add(field);

    /// <summary>Looks at a row, of which a field is empty where it is not there or is no text.</summary>
    public void AddRow(ReadOnlySpan<char> close, ReadOnlySpan<char> volume, ReadOnlySpan<char> quoteVolume)
    {
        if (_asDecimals.Fits(close, volume, quoteVolume) is { } one && _asThousands.Fits(close, volume, quoteVolume) is { } other
            && one != other)
        {
            _evidence.Decide(one);
        }
    }

    /// <summary>Whether a comma stands before decimals; where nothing has decided, what is said of the file counts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line that a refusal names; null for none.</param>
    /// <exception cref="CandleFileException">Nothing has, and nothing is said; the message has both readings.</exception>
    public bool Decide(CandleFile file, long? line) =>
        ArePointsDoubtful && !IsSure && file.HasDecimalComma is null && _evidence is { Example: null, PointExample: { } point }
            ? throw new CandleFileException(file.Name, line, DecimalEvidence.DescribePoints(point))
            : _evidence.Or(file.HasDecimalComma)
                ?? throw new CandleFileException(file.Name, line, DecimalEvidence.Describe(_evidence.Example!));

    /// <summary>The prices and amounts of a file as they are in one reading.</summary>
    private sealed class Reading(bool hasComma)
    {
        private double _previous = double.NaN;

        /// <summary>Whether a row fits the row before it and its own amounts; null where nothing of that is known.</summary>
        public bool? Fits(ReadOnlySpan<char> closeText, ReadOnlySpan<char> volumeText, ReadOnlySpan<char> quoteText)
        {
            var (previous, close) = (_previous, Number(closeText));
            _previous = close;
            var (volume, quote) = (Number(volumeText), Number(quoteText));
            var isPriceKnown = close > 0 && previous > 0;
            var isAmountKnown = close > 0 && volume > 0 && quote > 0;
            return !isPriceKnown && !isAmountKnown
                ? null
                : (!isPriceKnown || IsNear(close, previous)) && (!isAmountKnown || IsNear(quote, volume * close));
        }

        private static bool IsNear(double one, double other) => one < other * Near && one * Near > other;

        private double Number(ReadOnlySpan<char> text) => NumberText.TryRead(text, hasComma, out var number) ? number : double.NaN;
    }
}
