using System.CommandLine;
using Trad.LocalHost.Commands;

namespace Trad.LocalHost.Tests.Commands;

/// <summary>What has to be typed again to reach the host that a command leaves behind.</summary>
public sealed class HostOptionsTests
{
    [Theory]
    [InlineData("", 7071, "")]
    [InlineData("--port 0", 41234, " --port 41234")]
    [InlineData("--port 0", null, "")]
    [InlineData("--port 8080 --data candles", 8080, " --port 8080 --data candles")]
    [InlineData("--port 8080", null, " --port 8080")]
    public void Repeat_names_the_port_that_is_served(string given, int? served, string expected)
    {
        var options = new HostOptions();
        var command = new Command("any");
        options.AddTo(command);

        Assert.Equal(expected, options.Repeat(command.Parse(given), served));
    }
}
