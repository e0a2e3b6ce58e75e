namespace Trad.LocalRuntime.Emulator;

/// <summary>How an emulator on this machine is reached.</summary>
public static class EmulatorConnection
{
    // Data of earlier versions belongs to this account, so only the key is the folder's own.
    internal const string AccountName = "devstoreaccount1";

    /// <summary>
    /// How the emulator is reached that works on a data folder, or did so last; null when there was none, or this user may not read
    /// its key. It changes when an emulator had to take other ports.
    /// </summary>
    public static string? Find(string folder)
    {
        try
        {
            return EmulatorPorts.Find(folder) is { } ports && EmulatorFolder.FindKey(folder) is { } key
                ? Compose(key, Address(ports.Blob), Address(ports.Queue), Address(ports.Table))
                : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal static string Compose(string accountKey, Uri blobs, Uri queues, Uri tables) =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={accountKey};BlobEndpoint={blobs};QueueEndpoint={queues};TableEndpoint={tables};";

    private static Uri Address(int port) => new($"http://127.0.0.1:{port}/{AccountName}");
}
