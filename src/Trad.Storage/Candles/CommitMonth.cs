using System.Text.Json.Serialization;
using Trad.Candles;

namespace Trad.Storage.Candles;

/// <summary>One month in a commit.</summary>
/// <param name="Year">The year.</param>
/// <param name="Month">The month of the year.</param>
/// <param name="Offset">Where its Parquet file begins in the commit.</param>
/// <param name="Bytes">How long the file is; zero when the month holds what is stored of it already.</param>
/// <param name="Rows">Candles inside.</param>
/// <param name="First">Open time of the first, epoch milliseconds UTC.</param>
/// <param name="Last">Open time of the last, epoch milliseconds UTC.</param>
/// <param name="Sha256">The hash of the file, lower-case hexadecimal.</param>
internal sealed record CommitMonth(int Year, int Month, long Offset, int Bytes, long Rows, long First, long Last, string Sha256)
{
    /// <summary>The month.</summary>
    [JsonIgnore]
    public Month Which => new(Year, Month);

    /// <summary>
    /// Where candles open that go before those of the file come: starts and ends by turns, epoch milliseconds UTC; null when none go.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Removed { get; init; }

    /// <summary>
    /// The candles that go or are replaced, as they were when the change was judged to be right, in a part of the commit of their own:
    /// what somebody has changed since then stays. Null when the month changes whatever there is.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CommitMonth? Before { get; init; }

    /// <summary>Whether something of the month is to change.</summary>
    [JsonIgnore]
    public bool ChangesAnything => Bytes > 0 || Removed is not null;

    /// <summary>The same month with spans of candles that go.</summary>
    public CommitMonth Without(IReadOnlyList<TimeRange> spans) =>
        spans.Count == 0 ? this : this with { Removed = [.. spans.SelectMany(span => new[] { span.Start, span.End })] };

    /// <summary>The spans of candles that go.</summary>
    public IReadOnlyList<TimeRange> ReadRemoved() =>
        Removed is null ? [] : [.. Removed.Chunk(2).Select(pair => new TimeRange(pair[0], pair[^1]))];
}
