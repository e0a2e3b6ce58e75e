using Trad.Formats.Spooling;

namespace Trad.Formats.Tests.Spooling;

public sealed class SpoolFolderTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "spool");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_can_be_written_and_read_and_has_no_name_that_could_be_left_behind()
    {
        var folder = new SpoolFolder(_path, 1 << 20);
        await using var file = folder.Create();
        await file.WriteAsync("candles"u8.ToArray(), Cancellation);

        file.Position = 0;
        var read = new byte[7];
        await file.ReadExactlyAsync(read, Cancellation);

        Assert.Equal("candles"u8.ToArray(), read);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Empty(Directory.EnumerateFileSystemEntries(_path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_path));
        }
    }

    [Fact]
    public async Task What_a_killed_process_left_is_gone_with_the_first_file_of_the_next()
    {
        Directory.CreateDirectory(_path);
        await File.WriteAllTextAsync(Path.Combine(_path, "left.spool"), "candles", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_path, "other.txt"), "not ours", Cancellation);

        await using var file = new SpoolFolder(_path, 1 << 20).Create();

        Assert.False(File.Exists(Path.Combine(_path, "left.spool")));
        Assert.True(File.Exists(Path.Combine(_path, "other.txt")));
    }

    [Fact]
    public async Task Files_together_take_no_more_than_allowed_and_give_their_room_back()
    {
        var folder = new SpoolFolder(_path, 1000);
        var first = folder.Create();
        await first.WriteAsync(new byte[600], Cancellation);
        await using (var second = folder.Create())
        {
            await second.WriteAsync(new byte[400], Cancellation);
            var refused = await Assert.ThrowsAsync<SpoolFullException>(async () => await second.WriteAsync(new byte[1], Cancellation));
            Assert.Contains("Trad__Import__SpoolMegabytes", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(600, folder.Bytes);
        await first.DisposeAsync();
        await first.DisposeAsync();
        Assert.Equal(0, folder.Bytes);
    }

    [Fact]
    public void Folder_that_cannot_be_made_is_named_with_the_setting()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllText(_path, "a file where the folder should be");

        var refused = Assert.Throws<SpoolFullException>(() => new SpoolFolder(_path, 1000).Create());

        Assert.Contains(_path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Trad__Import__SpoolFolder", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
}
