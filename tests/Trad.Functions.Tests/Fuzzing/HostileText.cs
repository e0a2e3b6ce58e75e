using System.Text.Json;

namespace Trad.Functions.Tests.Fuzzing;

/// <summary>Texts that have broken programs: injections, odd Unicode, numbers that are none, and much too much.</summary>
internal static class HostileText
{
    /// <summary>The texts; none of them names, numbers or dates anything.</summary>
    public static readonly string[] All =
    [
        // SQL, OData, templates and look-ups.
        "'", "''", "\"", "' or '1' eq '1", "' or PartitionKey ne '", "x' and RowKey ge '", "1; drop table Jobs--",
        "') union select * from Jobs--", "{{7*7}}", "${jndi:ldap://x/a}", "$(id)", "`id`", "|ls", "*", "%",
        // HTML and headers.
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title><svg/onload=alert(1)>", "javascript:alert(1)",
        "a\r\nSet-Cookie: x=1",
        // Paths.
        "../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "a/../b", "....//....//", "%2e%2e%2f", "file:///etc/passwd",
        "c:\\nul", "exchange=simulated/symbol=BTCUSDT", "#", "?x=1", "a#b", "a?b", "a;b=c", "a&b=c",
        // Unicode: right to left, zero width, combining, emoji, beyond the basic plane, unassigned, byte order mark, controls.
        "\u202egnitset\u202c", "a\u200b\u200d\ufeffb", "e\u0301\u0301\u0301\u0301", "\ud83d\ude00\ud83d\udc69\u200d\ud83d\udcbb",
        "\U0002070E", "\uffff", "\u0000", "a\u0000b", "\u0007\u001b[31m", "\u0130\u0131\u00df", "\uff21\uff22\uff23", "\u0661\u0662\u0663",
        // Numbers and words that are read as something.
        "-1", "-0", "+1", "1.5", "1e3", "0x10", "1_000", "1,000", "99999999999999999999", "1e400", "-1e400", "NaN", "Infinity", "-Infinity",
        "null", "undefined", "None", "true", "[]", "{}", "[object Object]",
        // Times that are not.
        "2025-13-45T99:99:99Z", "0000-00-00", "10000-01-01T00:00:00Z", "2025-02-30T00:00:00Z", "yesterday",
        // Nothing, blanks and much.
        " ", "\t", "\n", new('A', 5_000), new('\u00e9', 3_000), string.Concat(Enumerable.Repeat("../", 1_000)),
    ];

    /// <summary>The text as a JSON string.</summary>
    public static string ToJson(string text) => JsonSerializer.Serialize(text);
}
