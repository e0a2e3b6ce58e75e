using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Trad.Storage.Jobs;

/// <summary>
/// Job identities and the row keys made from them. Both begin with the moment of creation, the row key counted down
/// from the end of time, so that a table read in key order lists the newest job first.
/// </summary>
public static class JobKey
{
    private const int TimeDigits = 12;
    private const long LastMoment = 0xFFFF_FFFF_FFFF;

    /// <summary>A new identity: 32 hexadecimal digits (a UUID of version 7).</summary>
    public static string NewId(DateTimeOffset createdAt) => Guid.CreateVersion7(createdAt).ToString("N");

    /// <summary>Whether the text may be a job's identity.</summary>
    public static bool IsId([NotNullWhen(true)] string? text) =>
        text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The row key of a job.</summary>
    internal static string RowKey(string id)
    {
        var time = long.Parse(id.AsSpan(0, TimeDigits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return TimeKey(time) + id[TimeDigits..];
    }

    /// <summary>The identity of the job with a row key; the key itself when it is none of a job.</summary>
    internal static string IdOf(string rowKey) =>
        rowKey.Length > TimeDigits
            && long.TryParse(rowKey.AsSpan(0, TimeDigits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var time)
            ? TimeKey(time) + rowKey[TimeDigits..]
            : rowKey;

    /// <summary>The first key behind those of all jobs that were created since a moment.</summary>
    internal static string KeyBehind(DateTimeOffset createdSince) => TimeKey(createdSince.ToUnixTimeMilliseconds() - 1);

    private static string TimeKey(long time) => string.Create(CultureInfo.InvariantCulture, $"{LastMoment - time:x12}");
}
