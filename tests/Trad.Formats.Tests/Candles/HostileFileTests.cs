using System.Text;
using Apache.Arrow.Ipc;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Json;
using Trad.Formats.Tests.Fuzzing;

namespace Trad.Formats.Tests.Candles;

/// <summary>Files that hung the host, took its memory or were answered with the words of a library.</summary>
public sealed class HostileFileTests
{
    private static readonly byte[] EndlessLength = [0xff, 0xff, 0xff, 0xff, 0x0f];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parquet_with_an_endless_length_anywhere_in_its_footer_is_refused()
    {
        var sound = await SoundFiles.ParquetAsync(SoundFiles.Candles, Cancellation);
        var footer = sound.Length - 8 - BitConverter.ToInt32(sound, sound.Length - 8);
        for (var at = footer; at + EndlessLength.Length <= sound.Length - 8; at++)
        {
            var damaged = (byte[])sound.Clone();
            EndlessLength.CopyTo(damaged, at);
            await ReadOrRefuseAsync(damaged);
        }
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x7f)]
    [InlineData(0x80)]
    [InlineData(0xff)]
    public async Task Parquet_with_any_byte_of_its_footer_replaced_ends_in_candles_or_a_refusal(byte value)
    {
        var sound = await SoundFiles.ParquetAsync(SoundFiles.Candles, Cancellation);
        var footer = sound.Length - 8 - BitConverter.ToInt32(sound, sound.Length - 8);
        for (var at = footer; at < sound.Length - 8; at++)
        {
            var damaged = (byte[])sound.Clone();
            damaged[at] = value;
            await ReadOrRefuseAsync(damaged);
        }
    }

    [Fact]
    public async Task Parquet_whose_footer_would_be_two_gigabytes_is_refused()
    {
        var random = new byte[100];
        new Random(1).NextBytes(random);

        var refusal = await RefusalAsync([.. "PAR1"u8, .. random, 0xff, 0xff, 0xff, 0x7f, .. "PAR1"u8]);

        Assert.Contains("its footer claims 2,147,483,647 bytes", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feather_of_many_zeros_in_few_bytes_is_refused()
    {
        var bomb = SoundFiles.Feather(CompressionCodecType.Zstd, count: 1_500_000);
        Assert.True(bomb.Length < 100_000);

        Assert.Contains("claims 1,500,000 rows", await RefusalAsync(bomb), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feather_whose_footer_would_be_two_gigabytes_is_refused()
    {
        var refusal = await RefusalAsync([.. "ARROW1"u8, .. new byte[20], .. BitConverter.GetBytes(int.MaxValue), .. "ARROW1"u8]);

        Assert.Contains("its footer claims 2,147,483,647 bytes", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_that_is_too_long_is_told_in_our_words()
    {
        var refusal = await RefusalAsync(
            Encoding.ASCII.GetBytes("open_time,open,high,low,close,volume\n1748736000000,1,1,1,1,1\n" + new string('1', 100_000)));

        Assert.Contains("line 3: the line is longer than 65,536 characters", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("MaxBufferSize", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[[", "1,")]
    [InlineData("[[", "1")]
    [InlineData("[\"", "a")]
    [InlineData("[[1,1,1,1,1,1", "1")]
    [InlineData("[", "[")]
    public async Task Json_that_goes_on_for_ever_without_a_row_ends_in_a_refusal(string start, string repeated)
    {
        var rows = new JsonRows(new EndlessText(start, repeated));

        var refused = await Assert.ThrowsAsync<UnsoundFileException>(async () => await rows.ReadAsync(Cancellation));

        Assert.True(refused.IsSound, refused.Message);
    }

    [Fact]
    public async Task Blanks_without_end_are_refused_before_many_are_read()
    {
        var content = new WatchedBytes([.. Enumerable.Repeat((byte)'\n', 8 << 20)]);
        var file = new CandleFile(content, "test", null, CandleFileLimits.Default);
        var intake = new CandleIntake(Interval.FiveMinutes, file.Limits, CandlePlausibility.AtAnyTime);

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => CandleFileReader.ReadMonthsAsync(file, intake, _ => ValueTask.CompletedTask, Cancellation));

        Assert.Equal("test: the file has no candles.", refused.Message);
        Assert.True(content.Furthest < 1 << 20, $"{content.Furthest} bytes were read.");
    }

    [Theory]
    [InlineData("symbols", 257)]
    [InlineData("symbols", 100_000)]
    public async Task Json_of_many_or_deep_things_beside_candles_is_read(string name, int count)
    {
        var many = $"\"{name}\": {{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"S{i}\": {i}"))}}}, "
            + $"\"list\": [{string.Join(',', Enumerable.Range(0, count))}], \"deep\": {new string('[', 40)}1{new string(']', 40)}";
        var intake = new CandleIntake(Interval.FiveMinutes, CandleFileLimits.Default, CandlePlausibility.AtAnyTime);
        var content = Encoding.ASCII.GetBytes(
            $"{{{many}, \"candles\": [[1735689600000,1,1,1,1,1],[1735689900000,1,1,1,1,1]]}}");

        await CandleFileReader.ReadMonthsAsync(
            new CandleFile(new MemoryStream(content), "test", null, CandleFileLimits.Default), intake, _ => ValueTask.CompletedTask,
            Cancellation);

        Assert.Equal(2, intake.Count);
    }

    [Fact]
    public async Task Zip_that_is_nothing_but_directory_is_refused()
    {
        var zip = SoundFiles.Zip(
            [.. Enumerable.Range(0, 40_000).Select(i => ($"{i:D6}{new string('x', 100)}.parquet", Array.Empty<byte>()))]);

        Assert.Contains("the directory of the zip takes more than", await RefusalAsync(zip), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_group_that_does_not_fit_into_the_memory_allowed_names_the_remedy()
    {
        var file = await SoundFiles.ParquetAsync(SoundFiles.Candles, Cancellation);

        var refusal = await RefusalAsync(file, CandleFileLimits.Default with { MaximumMemory = 4000 });

        Assert.Contains(
            "row group 1 of 40 rows takes 4,160 bytes of memory; at most 4,000 are allowed: write the file in smaller row groups", refusal,
            StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(byte[] content, CandleFileLimits? limits = null) =>
        (await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(content, limits))).Message;

    private static async Task ReadOrRefuseAsync(byte[] content)
    {
        try
        {
            await ReadAsync(content);
        }
        catch (CandleFileException refused)
        {
            Assert.StartsWith("test", refused.Message, StringComparison.Ordinal);
        }
    }

    private static Task ReadAsync(byte[] content, CandleFileLimits? limits = null)
    {
        var file = new CandleFile(new MemoryStream(content), "test", null, limits ?? CandleFileLimits.Default);
        var intake = new CandleIntake(Interval.FiveMinutes, file.Limits, CandlePlausibility.AtAnyTime);
        return CandleFileReader.ReadMonthsAsync(file, intake, _ => ValueTask.CompletedTask, Cancellation);
    }

    /// <summary>Bytes of which it is known how many were read.</summary>
    private sealed class WatchedBytes(byte[] bytes) : MemoryStream(bytes)
    {
        public long Furthest { get; private set; }

        // Reading into a span ends here, too.
        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            Furthest = Math.Max(Furthest, Position);
            return read;
        }

        public override int ReadByte()
        {
            var read = base.ReadByte();
            Furthest = Math.Max(Furthest, Position);
            return read;
        }
    }
}
