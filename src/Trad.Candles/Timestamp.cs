using System.Globalization;

namespace Trad.Candles;

/// <summary>How moments in epoch milliseconds are shown to people.</summary>
public static class Timestamp
{
    /// <summary>For example <c>2025-06-30T23:55:00Z</c>; the bare number when it is no representable time.</summary>
    public static string Format(long epochMilliseconds) =>
        epochMilliseconds < TimeRange.Always.Start || epochMilliseconds > TimeRange.Always.End
            ? epochMilliseconds.ToString(CultureInfo.InvariantCulture)
            : DateTimeOffset.FromUnixTimeMilliseconds(epochMilliseconds)
                .ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
