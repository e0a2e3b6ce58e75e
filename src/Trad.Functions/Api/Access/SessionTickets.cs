using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trad.Functions.Api.Access;

/// <summary>
/// Sessions without a memory: what a caller may do and until when, signed with a key derived from the access key, so that
/// every instance of the app knows them and a changed access key ends them.
/// </summary>
/// <param name="writeKey">The key for reading and writing.</param>
/// <param name="readKey">The key for reading.</param>
/// <param name="life">How long a session lasts.</param>
internal sealed class SessionTickets(string? writeKey, string? readKey, TimeSpan life)
{
    private static readonly byte[] Purpose = "trad session, version 1"u8.ToArray();

    private readonly byte[]? _write = Derive(writeKey);
    private readonly byte[]? _read = Derive(readKey);

    /// <summary>A ticket, and when it expires.</summary>
    public (string Ticket, DateTimeOffset Expires) Issue(AccessLevel level, DateTimeOffset now)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds((now + life).ToUnixTimeSeconds());
        var claim = string.Create(
            CultureInfo.InvariantCulture, $"{(level == AccessLevel.Write ? 'w' : 'r')}.{expires.ToUnixTimeSeconds()}");
        return ($"{claim}.{Base64Url.EncodeToString(Sign(claim, KeyOf(level)!))}", expires);
    }

    /// <summary>What a ticket allows, and until when; null when it is not one of ours or has expired.</summary>
    public (AccessLevel Level, DateTimeOffset Expires)? Read(string ticket, DateTimeOffset now)
    {
        var end = ticket.LastIndexOf('.');
        if (end < 3 || ticket[1] != '.' || ticket[0] is not ('w' or 'r')
            || !long.TryParse(ticket.AsSpan(2, end - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        var level = ticket[0] == 'w' ? AccessLevel.Write : AccessLevel.Read;
        if (KeyOf(level) is not { } key || !Base64Url.IsValid(ticket.AsSpan(end + 1)))
        {
            return null;
        }

        var isOurs = CryptographicOperations.FixedTimeEquals(Sign(ticket[..end], key), Base64Url.DecodeFromChars(ticket.AsSpan(end + 1)));
        return isOurs && now.ToUnixTimeSeconds() < seconds ? (level, DateTimeOffset.FromUnixTimeSeconds(seconds)) : null;
    }

    private byte[]? KeyOf(AccessLevel level) => level == AccessLevel.Write ? _write : _read;

    private static byte[] Sign(string claim, byte[] key) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(claim));

    private static byte[]? Derive(string? accessKey) =>
        accessKey is null
            ? null
            : HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(accessKey), HMACSHA256.HashSizeInBytes, info: Purpose);
}
