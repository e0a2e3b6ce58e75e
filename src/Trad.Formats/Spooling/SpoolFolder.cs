namespace Trad.Formats.Spooling;

/// <summary>
/// Where files are kept while they are read: in a folder of our own that nobody else may read, together no larger than
/// allowed, and gone when this process ends, however it ends. On Unix a file has no name any more once it is open, on
/// Windows the system deletes it with its last handle.
/// </summary>
/// <param name="path">The folder, made with the first file.</param>
/// <param name="mostBytes">How many bytes all files together may take.</param>
public sealed class SpoolFolder(string path, long mostBytes)
{
    private const string Suffix = ".spool";
    private const int Buffer = 1 << 16;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock _lock = new();
    private bool _isReady;
    private long _bytes;

    /// <summary>The folder that is used when none is configured, with room for two of the largest files.</summary>
    public static SpoolFolder Default { get; } = new(DefaultPath, DefaultBytes);

    /// <summary>A folder per user in the temporary folder.</summary>
    public static string DefaultPath => System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"trad-spool-{Environment.UserName}");

    /// <summary>Two of the largest files that are taken.</summary>
    public static long DefaultBytes => 8L << 30;

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>Bytes that the open files take.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>A new, empty file that can be written, read and sought in, and is gone when it is disposed.</summary>
    /// <exception cref="SpoolFullException">The file cannot be made.</exception>
    public Stream Create()
    {
        try
        {
            Prepare();
            var name = System.IO.Path.Combine(path, System.IO.Path.GetRandomFileName() + Suffix);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                BufferSize = Buffer,
                Share = FileShare.None,
                Options = FileOptions.Asynchronous,
            };
            if (OperatingSystem.IsWindows())
            {
                options.Options |= FileOptions.DeleteOnClose;
                return new SpoolFile(this, new FileStream(name, options));
            }

            options.UnixCreateMode = OwnerOnly;
            var file = new FileStream(name, options);
            File.Delete(name);
            return new SpoolFile(this, file);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw Refused(refused);
        }
    }

    /// <summary>Takes room for bytes about to be written.</summary>
    internal void Reserve(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > mostBytes)
        {
            Release(bytes);
            throw new SpoolFullException(
                $"The files that are being read take more than {mostBytes:N0} bytes together, which is the most allowed "
                + "(Trad__Import__SpoolMegabytes); try again when others are done.");
        }
    }

    /// <summary>Gives room back.</summary>
    internal void Release(long bytes) => Interlocked.Add(ref _bytes, -bytes);

    /// <summary>The error of a folder that cannot be written to.</summary>
    internal SpoolFullException Refused(Exception cause) =>
        new($"The folder {path} cannot take a file while it is read (Trad__Import__SpoolFolder): {cause.Message}", cause);

    /// <summary>Makes the folder, and deletes what a process left that was killed between making a file and taking its name away.</summary>
    private void Prepare()
    {
        lock (_lock)
        {
            if (_isReady && Directory.Exists(path))
            {
                return;
            }

            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
            }

            foreach (var left in Directory.EnumerateFiles(path, "*" + Suffix))
            {
                Forget(left);
            }

            _isReady = true;
        }
    }

    private static void Forget(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // Another process on Windows has it open, and deletes it itself.
        }
    }
}
