namespace Trad.LocalRuntime.Emulator;

/// <summary>Says in a few words why the system refused something with a file or a folder.</summary>
internal static class FileRefusal
{
    // Error numbers of Linux and macOS, which the runtime keeps as the exception's result where it has no exception for them.
    private const int NotAFolder = 20;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int BusyOnLinux = 11;
    private const int BusyOnMac = 35;
    private const int QuotaOnLinux = 122;
    private const int SharingOnWindows = unchecked((int)0x80070020);
    private const int FullOnWindows = unchecked((int)0x80070070);

    /// <summary>Whether another process has the file locked.</summary>
    public static bool IsBusy(IOException refused) => refused.HResult switch
    {
        SharingOnWindows => true,
        BusyOnLinux => OperatingSystem.IsLinux(),
        BusyOnMac => OperatingSystem.IsMacOS(),
        _ => false,
    };

    /// <summary>The reason, to stand behind "cannot be used:".</summary>
    public static string Describe(Exception refused) => refused switch
    {
        UnauthorizedAccessException => "this user may not write there",
        IOException { HResult: ReadOnly } => "the file system is read-only",
        IOException { HResult: NoSpace or FullOnWindows } => "the disk is full",
        IOException { HResult: QuotaOnLinux } when OperatingSystem.IsLinux() => "the disk quota is used up",
        IOException { HResult: NotAFolder } => "a part of its path is a file, not a folder",
        _ => refused.Message.TrimEnd('.'),
    };
}
