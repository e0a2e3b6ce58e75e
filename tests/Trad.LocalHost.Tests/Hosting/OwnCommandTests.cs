using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Tests.Hosting;

public sealed class OwnCommandTests
{
    [Theory]
    [InlineData(
        "/src/trad/bin/Debug/net10.0/trad", "/src/trad/bin/Debug/net10.0/", "/src", "/src/trad/Trad.LocalHost.csproj",
        "dotnet run --project trad --")]
    [InlineData(
        "/usr/bin/dotnet", "/src/my trad/bin/Debug/net10.0/", "/home", "/src/my trad/Trad.LocalHost.csproj",
        "dotnet run --project \"/src/my trad\" --")]
    [InlineData("/home/me/.dotnet/tools/trad", "/home/me/.dotnet/tools/.store/trad/", "/home/me", "/home/me/.dotnet/tools/trad", "trad")]
    [InlineData("/work/artifacts/trad/trad", "/work/artifacts/trad/", "/work", "", "artifacts/trad/trad")]
    [InlineData("/work/trad", "/work/", "/work", "", "./trad")]
    [InlineData("/opt/trad/trad", "/opt/trad/", "/work", "", "/opt/trad/trad")]
    [InlineData("/usr/bin/dotnet", "/opt/trad/", "/work", "", "dotnet /opt/trad/trad.dll")]
    public void Of_a_place_is_what_the_shell_takes(string process, string folder, string current, string file, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The paths are those of Unix.");

        Assert.Equal(expected, OwnCommand.Find(process, folder, current, ["/usr/bin", "/home/me/.dotnet/tools"], path => path == file));
    }
}
