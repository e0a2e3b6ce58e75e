namespace Trad.LocalRuntime.Emulator;

/// <summary>An exclusive turn among processes, held by an open file; the operating system gives it back when the holder dies.</summary>
internal sealed class FileTurn : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _file;

    private FileTurn(FileStream file) => _file = file;

    /// <summary>Waits for the turn.</summary>
    /// <exception cref="EmulatorException">Another process held it for the whole wait.</exception>
    public static async Task<FileTurn> TakeAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        var giveUp = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            try
            {
                return new FileTurn(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (Environment.TickCount64 < giveUp)
            {
                await Task.Delay(PollInterval, cancellationToken);
            }
            catch (IOException held)
            {
                throw new EmulatorException($"Another process is using {Path.GetDirectoryName(path)}; stop it, or choose another folder.", held);
            }
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
