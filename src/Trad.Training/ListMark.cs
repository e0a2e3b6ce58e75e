using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trad.Training;

/// <summary>
/// Continuation tokens: the place in a list where a page ended, which only that list understands. Lower-case hexadecimal
/// digits, so that they need no escaping in an address.
/// </summary>
public static class ListMark
{
    private const int SealLength = 4;

    /// <summary>The token for a place.</summary>
    /// <param name="list">The list with everything that its order and its items depend on: its owner, filters, sort.</param>
    /// <param name="place">The place.</param>
    public static string Write(string list, string place)
    {
        var text = Encoding.UTF8.GetBytes(place);
        return Convert.ToHexStringLower([.. Seal(list, text), .. text]);
    }

    /// <summary>The place that a token stands for; null when there is no token.</summary>
    /// <exception cref="FormatException">The token is none of this list.</exception>
    public static string? Read(string list, string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        if (token.Length > 2 * SealLength && token.Length % 2 == 0 && token.All(char.IsAsciiHexDigitLower))
        {
            var bytes = Convert.FromHexString(token);
            if (Seal(list, bytes[SealLength..]).AsSpan().SequenceEqual(bytes.AsSpan(0, SealLength)))
            {
                return Encoding.UTF8.GetString(bytes, SealLength, bytes.Length - SealLength);
            }
        }

        throw new FormatException($"'{token}' is not a continuation token of this list; use the one of the page before, or none.");
    }

    /// <summary>The numbers that a token stands for; null when there is no token.</summary>
    /// <exception cref="FormatException">The token is none of this list.</exception>
    public static int[]? ReadNumbers(string list, string? token) =>
        Read(list, token)?.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();

    /// <summary>The token for a place that is given by numbers.</summary>
    public static string Write(string list, params ReadOnlySpan<int> numbers) =>
        Write(list, string.Join(' ', numbers.ToArray().Select(number => number.ToString(CultureInfo.InvariantCulture))));

    // Not a secret: it only tells a mistake from a token.
    private static byte[] Seal(string list, byte[] place) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(list), 0, .. place])[..SealLength];
}
