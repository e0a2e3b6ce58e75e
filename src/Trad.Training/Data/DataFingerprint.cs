using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Trad.Candles;

namespace Trad.Training.Data;

/// <summary>The identity of a set of candles.</summary>
public static class DataFingerprint
{
    /// <summary>
    /// SHA-256, as 64 hexadecimal digits, over the market's name and the columns open time, open, high, low, close and
    /// volume in little-endian binary form: what a backtest can see, and nothing else.
    /// </summary>
    public static string Compute(Market market, CandleSeries candles)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(market.ToString()));
        hash.AppendData(MemoryMarshal.AsBytes(candles.OpenTime));
        hash.AppendData(MemoryMarshal.AsBytes(candles.Open));
        hash.AppendData(MemoryMarshal.AsBytes(candles.High));
        hash.AppendData(MemoryMarshal.AsBytes(candles.Low));
        hash.AppendData(MemoryMarshal.AsBytes(candles.Close));
        hash.AppendData(MemoryMarshal.AsBytes(candles.Volume));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The identity of several sets: of one its own, of more SHA-256 over theirs, line by line.</summary>
    public static string Compute(IReadOnlyList<DataSnapshot> snapshots) => snapshots is [var only]
        ? only.Fingerprint
        : Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Join('\n', snapshots.Select(snapshot => snapshot.Fingerprint)))));
}
