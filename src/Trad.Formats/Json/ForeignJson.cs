using System.Text;

namespace Trad.Formats.Json;

/// <summary>What stands in files that look like JSON and is none: values that other programs write there, each with what to do.</summary>
internal static class ForeignJson
{
    private const string AsNull = "write null where there is no number, as json.dumps does of None and pandas' to_json of NaN";
    private const string AsDumps = "it was printed by Python; write it with json.dumps";
    private const string AsExport = "it was printed by MongoDB's shell; write it with mongoexport";

    private static readonly (string Start, string Remedy)[] Known =
    [
        ("NaN", AsNull), ("-NaN", AsNull), ("nan", AsNull), ("Infinity", AsNull), ("-Infinity", AsNull), ("inf", AsNull), ("-inf", AsNull),
        ("None", AsDumps), ("True", AsDumps), ("False", AsDumps), ("'", AsDumps), ("Decimal(", AsDumps), ("datetime.", AsDumps),
        ("Timestamp(", AsDumps), ("ISODate(", AsExport), ("NumberLong(", AsExport), ("NumberDecimal(", AsExport), ("ObjectId(", AsExport),
        ("undefined", "write null where there is nothing"),
        ("new Date(", "it is JavaScript; write it with JSON.stringify"),
    ];

    /// <summary>What it is and what to do, in words; null where nothing is known of it.</summary>
    /// <param name="text">The text in UTF-8 from where it stops being JSON, or from a little before.</param>
    public static string? Find(ReadOnlySpan<byte> text)
    {
        var rest = text.TrimStart(" \t\r\n,:[{"u8);
        foreach (var (start, remedy) in Known)
        {
            if (rest.StartsWith(Encoding.ASCII.GetBytes(start)))
            {
                return $"{start} stands where a value of JSON must; {remedy}";
            }
        }

        return null;
    }
}
