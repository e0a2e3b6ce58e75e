using Trad.Formats.Parquet;

namespace Trad.Formats.Tests.Parquet;

/// <summary>Footers that made the library loop for ever, take gigabytes, or run out of stack.</summary>
public sealed class ParquetFooterTests
{
    private const int Struct = 12;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Footer_that_is_sound_says_where_the_pages_end()
    {
        var footer = Footer(new ThriftBytes().Text(4, "open_time").Stop());

        var (start, replaced) = await ParquetFooter.CheckAsync(File(footer), Cancellation);

        Assert.Equal(4, start);
        Assert.Empty(replaced);
    }

    [Fact]
    public async Task Length_that_points_before_the_file_is_refused()
    {
        byte[] file = [.. "PAR1"u8, .. new byte[100], .. BitConverter.GetBytes(int.MaxValue), .. "PAR1"u8];

        Assert.Contains("claims 2,147,483,647 bytes", await RefusalAsync(new MemoryStream(file)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    public async Task Length_that_is_none_is_refused(int length)
    {
        byte[] file = [.. "PAR1"u8, .. new byte[100], .. BitConverter.GetBytes(length), .. "PAR1"u8];

        Assert.Contains("footer claims", await RefusalAsync(new MemoryStream(file)), StringComparison.Ordinal);
    }

    /// <summary>The five bytes that made a thread spin until the host was stopped, at every place of a footer.</summary>
    [Fact]
    public async Task List_that_claims_four_thousand_million_elements_is_refused_wherever_it_stands()
    {
        // With names of one letter no place is left where five bytes are as good as any.
        var footer = Footer(new ThriftBytes().I32(1, 5).Text(3, "t").Stop(), "r");
        for (var at = 0; at + 5 <= footer.Length; at++)
        {
            var damaged = (byte[])footer.Clone();
            new byte[] { 0xff, 0xff, 0xff, 0xff, 0x0f }.CopyTo(damaged, at);

            await RefusalAsync(File(damaged));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public async Task Footer_that_is_cut_off_is_refused(int bytes)
    {
        var footer = Footer(new ThriftBytes().Text(4, "open_time").Stop());

        await RefusalAsync(File(footer[..^bytes]));
    }

    [Fact]
    public async Task Number_without_end_is_refused()
    {
        var endless = new ThriftBytes().Field(1, 5).Raw([.. Enumerable.Repeat((byte)0xff, 200)]).ToArray();

        Assert.Contains("a number does not end", await RefusalAsync(File(endless)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_two_gigabytes_is_refused()
    {
        var footer = new ThriftBytes().Field(6, 8).Varint(int.MaxValue).Stop().ToArray();

        Assert.Contains("claims 2,147,483,647 bytes", await RefusalAsync(File(footer)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_nested_a_hundred_thousand_deep_are_refused()
    {
        const int Deep = 100_000;
        var footer = new ThriftBytes().List(2, Struct, Deep + 1);
        for (var i = 0; i < Deep; i++)
        {
            footer.Text(4, "a").I32(1, 1).Stop();
        }

        footer.Text(4, "a").Stop().Stop();

        Assert.Contains("columns", await RefusalAsync(File(footer.ToArray())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_nested_deeper_than_anything_needs_are_refused()
    {
        var footer = new ThriftBytes().List(2, Struct, 31);
        for (var i = 0; i < 30; i++)
        {
            footer.Text(4, "a").I32(1, 1).Stop();
        }

        footer.Text(4, "a").Stop().Stop();

        Assert.Contains("do not make a tree", await RefusalAsync(File(footer.ToArray())), StringComparison.Ordinal);
    }

    /// <summary>The library reads a known field by its number, whatever type it says it has.</summary>
    [Fact]
    public async Task Known_field_of_another_type_is_refused()
    {
        var footer = new ThriftBytes().Text(1, "version").Stop().ToArray();

        Assert.Contains("another type", await RefusalAsync(File(footer)), StringComparison.Ordinal);
    }

    /// <summary>The library skips an unknown struct without its content, and reads on in the middle of it.</summary>
    [Fact]
    public async Task Unknown_struct_is_refused_and_an_unknown_number_is_passed_over()
    {
        var sound = new ThriftBytes().List(2, Struct, 2).Text(4, "root").I32(1, 1).Stop().Text(4, "a").Stop();
        var withNumber = sound.I64(13, 5).Stop().ToArray();
        var withStruct = new ThriftBytes().List(2, Struct, 2).Text(4, "root").I32(1, 1).Stop().Text(4, "a").Stop().Field(13, Struct).Stop(
            ).Stop().ToArray();

        await ParquetFooter.CheckAsync(File(withNumber), Cancellation);
        Assert.Contains("not read", await RefusalAsync(File(withStruct)), StringComparison.Ordinal);
    }

    private static byte[] Footer(ThriftBytes column, string root = "root") =>
        new ThriftBytes().I32(1, 2).List(1, Struct, 2).Text(4, root).I32(1, 1).Stop().Raw(column.ToArray()).I64(1, 0).List(
            1, Struct, 0).Stop().ToArray();

    private static MemoryStream File(byte[] footer) => new([.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8]);

    private static async Task<string> RefusalAsync(Stream file) =>
        (await Assert.ThrowsAsync<UnsoundFileException>(() => ParquetFooter.CheckAsync(file, Cancellation))).Message;
}
