using System.Security.Cryptography;
using System.Text;

namespace Trad.Functions.Api.Access;

/// <summary>The keys that callers show.</summary>
internal sealed class AccessKeys
{
    private readonly byte[]? _write;
    private readonly byte[]? _read;

    /// <summary>Keys for writing and reading, and for reading only; either may be missing.</summary>
    public AccessKeys(string? write, string? read)
    {
        _write = Digest(write);
        _read = Digest(read);
    }

    /// <summary>A key from a setting or the first line of a file; null when neither is given.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static string? Read(string? given, string? file)
    {
        if (!string.IsNullOrEmpty(given))
        {
            return given;
        }

        return string.IsNullOrEmpty(file) ? null : File.ReadLines(file).FirstOrDefault()?.Trim() ?? "";
    }

    /// <summary>What a key allows, or null when it is none. How long it takes tells nothing about the right one.</summary>
    public AccessLevel? LevelOf(string key)
    {
        // Digests have one length, and what they are compared byte by byte with says nothing about the key.
        var shown = Digest(key)!;
        var isWrite = (_write is not null) & CryptographicOperations.FixedTimeEquals(shown, _write ?? shown);
        var isRead = (_read is not null) & CryptographicOperations.FixedTimeEquals(shown, _read ?? shown);
        return isWrite ? AccessLevel.Write : isRead ? AccessLevel.Read : null;
    }

    private static byte[]? Digest(string? key) => key is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
