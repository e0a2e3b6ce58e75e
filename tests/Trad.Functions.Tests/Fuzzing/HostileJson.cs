namespace Trad.Functions.Tests.Fuzzing;

/// <summary>Raw JSON, and what only looks like it.</summary>
internal static class HostileJson
{
    /// <summary>Values of every kind that JSON has, at the ends of what numbers can be.</summary>
    public static readonly string[] Values =
    [
        "null", "true", "false", "{}", "[]", "[[]]", "[null]", "{\"a\":1}", "\"\"", "\"x\"", "\"2025-01-01\"",
        "\"9999-12-31T23:59:59.9999999-14:00\"", "\"0001-01-01T00:00:00+14:00\"",
        "0", "-0", "-1", "0.5", "-0.5", "1e-400", "1e400", "-1e400", "1e308", "1.7976931348623157e308", "5e-324",
        "2147483647", "2147483648", "-2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "123456789012345678901234567890",
        "\"NaN\"", "\"Infinity\"", "\"1\"", "\"true\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "{\"\\ud800\":1}",
    ];

    /// <summary>What is no JSON value where a value should be.</summary>
    public static readonly string[] Broken =
    [
        "nope", "NaN", "Infinity", "-Infinity", "undefined", "'x'", "01", "+1", "1.", ".5", "0x10", "1e", "tru", "\"", "\"\\x\"",
        "\"\\u12\"", "\"a\nb\"", "[1,]", "{\"a\":1,}", "{a:1}", "[1 2]", "/**/1", "\u00a0", new string('[', 500) + new string(']', 500),
    ];

    /// <summary>Whole bodies that are no object which the app could take.</summary>
    public static IEnumerable<byte[]> Bodies()
    {
        foreach (var text in new[] { "{", "[", "}", "[]", "[{}]", "7", "\"{}\"", "true", "null", "nope", "{\"a\":}", "{\"a\"}", "{,}",
            "{} {}", "{}x", "a=1&b=2", "<xml/>", " ", "\r\n" })
        {
            yield return System.Text.Encoding.UTF8.GetBytes(text);
        }

        yield return [0xff, 0xfe, 0x00];
        yield return [0x1f, 0x8b, 0x08, 0x00];
        yield return [.. "{\"name\":\""u8, 0xc3, 0x28, 0xed, 0xa0, 0x80, .. "\"}"u8];
        yield return System.Text.Encoding.Unicode.GetBytes("{}");
        yield return [0xef, 0xbb, 0xbf, .. "{}"u8];
        yield return System.Text.Encoding.UTF8.GetBytes(new string('[', 100_000));
        yield return System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 40_000)));
    }

    /// <summary>Ten megabytes of one text.</summary>
    public static byte[] TenMegabytes() => [.. "{\"name\":\""u8, .. Enumerable.Repeat((byte)'x', 10 * 1024 * 1024), .. "\"}"u8];
}
