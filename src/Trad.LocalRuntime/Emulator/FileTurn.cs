namespace Trad.LocalRuntime.Emulator;

/// <summary>An exclusive turn among processes, held by an open file; the operating system gives it back when the holder dies.</summary>
internal sealed class FileTurn : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _file;

    private FileTurn(FileStream file) => _file = file;

    /// <summary>Waits for the turn.</summary>
    /// <exception cref="EmulatorException">Another process held it for the whole wait, or the file cannot be written.</exception>
    public static async Task<FileTurn> TakeAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        var giveUp = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            try
            {
                return new FileTurn(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException held) when (FileRefusal.IsBusy(held))
            {
                if (Environment.TickCount64 >= giveUp)
                {
                    throw new EmulatorException($"Another process is using {Path.GetDirectoryName(path)}; stop it, or choose another folder.", held);
                }

                await Task.Delay(PollInterval, cancellationToken);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw new EmulatorException($"The folder {Path.GetDirectoryName(path)} cannot be used: {FileRefusal.Describe(refused)}.", refused);
            }
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
