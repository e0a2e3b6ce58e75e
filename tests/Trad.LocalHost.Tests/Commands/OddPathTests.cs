using System.CommandLine;
using Trad.LocalHost.Commands;
using Trad.LocalHost.Commands.Training;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Tests.Commands;

/// <summary>Paths that name nothing, or a file without an end.</summary>
public sealed class OddPathTests
{
    [Fact]
    public void Empty_path_is_refused_by_the_name_of_its_option()
    {
        var options = new HostOptions();
        var command = new Command("any");
        options.AddTo(command);

        var folder = Assert.Throws<StartException>(() => options.Read(command.Parse(["--data", ""])));
        var file = Assert.Throws<StartException>(() => CandleFileList.FromPaths([""]));

        Assert.Equal("--data cannot be ''; allowed is the path of a folder.", folder.Message);
        Assert.StartsWith("A file cannot be ''", file.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_is_read_to_its_limit_and_not_beyond()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, new byte[1000]);

            var whole = SmallFile.Read(new FileInfo(path), 1000, "enough");
            var refused = Assert.Throws<StartException>(() => SmallFile.Read(new FileInfo(path), 999, "enough"));

            Assert.Equal(1000, whole.Count);
            Assert.Equal($"{path}: has more than 999 bytes; enough.", refused.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Request_without_an_end_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a device that is read without an end");

        var refused = Assert.Throws<StartException>(() => RequestFile.Read(new FileInfo("/dev/zero")));

        Assert.StartsWith("/dev/zero: has more than 16777216 bytes", refused.Message, StringComparison.Ordinal);
    }
}
