using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Trad.Formats.Candles;
using Trad.Formats.Tests.Layouts;

namespace Trad.Formats.Tests.Arrow;

/// <summary>Feather files whose texts are said to lie where the file is not: a refusal, and not the end of the process.</summary>
public sealed class ArrowTextTests
{
    private const int Rows = 12;

    // Each text has as many characters as none of the others, so that its offset can be found in the file.
    private static readonly string[] Prices = [.. Enumerable.Range(0, Rows).Select(i => "1." + new string('0', 20 + i) + "1")];

    public static TheoryData<string, long> Offsets => new MatrixTheoryData<string, long>(
        ["text", "large", "view", "categories"], [int.MaxValue, 1_000_000, 100_000_000, -1, int.MinValue, 3_000]);

    [Theory]
    [MemberData(nameof(Offsets))]
    public async Task Text_that_lies_outside_of_its_column_refuses_the_file(string kind, long offset)
    {
        var file = Feather(kind);
        var (sound, _) = await LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.feather");
        Assert.Equal(Rows, sound.Count);

        // The end of the fifth text, which is the beginning of the sixth; of views the place of the sixth.
        var end = (long)Prices.Take(5).Sum(price => price.Length);
        var wide = kind == "large";
        var found = 0;
        for (var at = 0; at + 8 <= file.Length; at += 4)
        {
            if (wide ? BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at)) == end
                : BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at)) == end)
            {
                found++;
                if (wide)
                {
                    BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(at), offset);
                }
                else
                {
                    BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), (int)offset);
                }
            }
        }

        Assert.True(found > 0, "The offset is in the file.");
        await Assert.ThrowsAsync<CandleFileException>(() => LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.feather"));
    }

    private static byte[] Feather(string kind)
    {
        var times = LayoutCandles.FiveMinutes.OpenTime.ToArray();
        var ones = new DoubleArray.Builder().AppendRange(Enumerable.Repeat(1.0, Rows)).Build();
        IArrowArray open = kind switch
        {
            "large" => Large(),
            "view" => new StringViewArray.Builder().AppendRange(Prices).Build(),
            "categories" => new DictionaryArray(
                new DictionaryType(Int32Type.Default, StringType.Default, false),
                new Int32Array.Builder().AppendRange(Enumerable.Range(0, Rows)).Build(),
                Texts()),
            _ => Texts(),
        };
        var columns = new List<(string Name, IArrowArray Values)>
        {
            ("date", new Int64Array.Builder().AppendRange(times).Build()),
            ("open", open), ("high", new DoubleArray.Builder().AppendRange(Enumerable.Repeat(2.0, Rows)).Build()), ("low", ones),
            ("close", ones), ("volume", ones),
        };
        var schema = new Schema([.. columns.Select(column => new Field(column.Name, column.Values.Data.DataType, true))], []);
        var buffer = new MemoryStream();
        using (var writer = new ArrowFileWriter(buffer, schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(new RecordBatch(schema, columns.Select(column => column.Values), Rows));
            writer.WriteEnd();
        }

        return buffer.ToArray();
    }

    private static StringArray Texts() => new StringArray.Builder().AppendRange(Prices).Build();

    private static LargeStringArray Large()
    {
        var offsets = new ArrowBuffer.Builder<long>().Append(0);
        var texts = new ArrowBuffer.Builder<byte>();
        long end = 0;
        foreach (var price in Prices)
        {
            texts.Append(System.Text.Encoding.ASCII.GetBytes(price));
            offsets.Append(end += price.Length);
        }

        return new LargeStringArray(Rows, offsets.Build(), texts.Build(), ArrowBuffer.Empty, 0);
    }
}
