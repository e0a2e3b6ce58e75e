namespace Trad.LocalRuntime.Emulator;

/// <summary>An exclusive turn among processes, held by an open file; the operating system gives it back when the holder dies.</summary>
/// <remarks>
/// No retries of a library: nothing has failed while somebody else has the turn. It is a wait that ends by the clock, as a
/// semaphore's would, which no process can have with another on every system.
/// </remarks>
internal sealed class FileTurn : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _file;

    private FileTurn(FileStream file) => _file = file;

    /// <inheritdoc cref="TakeAsync(string, TimeSpan, string, CancellationToken)"/>
    public static Task<FileTurn> TakeAsync(string path, TimeSpan patience, CancellationToken cancellationToken) =>
        TakeAsync(path, patience, "stop it, or choose another folder", cancellationToken);

    /// <summary>Waits for the turn.</summary>
    /// <param name="path">The file.</param>
    /// <param name="patience">How long another process may hold it.</param>
    /// <param name="whatToDo">What to do when it does, for the message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="EmulatorException">Another process held it for the whole wait, or the file cannot be written.</exception>
    public static async Task<FileTurn> TakeAsync(string path, TimeSpan patience, string whatToDo, CancellationToken cancellationToken)
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
                    throw new EmulatorException($"Another process is using {Path.GetDirectoryName(path)}; {whatToDo}.", held);
                }

                await Task.Delay(PollInterval, cancellationToken);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw new EmulatorException(
                    $"The folder {Path.GetDirectoryName(path)} cannot be used: {FileRefusal.Describe(refused)}.", refused);
            }
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
