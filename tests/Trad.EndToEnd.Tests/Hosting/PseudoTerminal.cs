using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Trad.EndToEnd.Tests.Hosting;

/// <summary>A terminal as a window or an SSH connection is one: closing it hangs up on every program that runs in it.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 0x2;
    private const int NoControllingTerminal = 0x100;
    private const int CloseOnExec = 0x80000;

    private int _master;

    private PseudoTerminal(int master, string path)
    {
        _master = master;
        Path = path;
    }

    /// <summary>The device that programs read from and write to.</summary>
    public string Path { get; }

    public static PseudoTerminal Open()
    {
        var master = Check(OpenMaster(ReadWrite | NoControllingTerminal | CloseOnExec));
        Check(Grant(master));
        Check(Unlock(master));
        var name = new byte[64];
        return GetName(master, name, (nuint)name.Length) == 0
            ? new PseudoTerminal(master, Encoding.UTF8.GetString(name.AsSpan(0, Array.IndexOf(name, (byte)0))))
            : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Closes the window.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _master, -1) is >= 0 and var open)
        {
            Check(Close(open));
        }
    }

    private static int Check(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(int master);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(int master);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    private static partial int GetName(int master, [Out] byte[] buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
