using System.Diagnostics;

namespace Trad.EndToEnd.Tests.Hosting;

/// <summary>A file system of its own in memory, so small that it can be filled.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts one below a folder; skips the test where that is not allowed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">For <c>mount</c>, such as <c>size=9m</c>.</param>
    public static SmallDisk Mount(string folder, string options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "File systems in memory are mounted on Linux only.");
        var path = Directory.CreateDirectory(System.IO.Path.Combine(folder, "disk")).FullName;
        var (exitCode, reason) = Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path);
        Assert.SkipUnless(exitCode == 0, $"This user may not mount a file system: {reason}");
        return new SmallDisk(path);
    }

    public void MakeReadOnly() => Assert.Equal((0, ""), Run("mount", "-o", "remount,ro", Path));

    /// <summary>Gives it another size.</summary>
    public void Resize(string size) => Assert.Equal((0, ""), Run("mount", "-o", $"remount,size={size}", Path));

    public void Dispose() => Run("umount", "--lazy", Path);

    private static (int ExitCode, string Errors) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
