using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Tests.Hosting;

public sealed class LogLineFormatterTests
{
    [Theory]
    [InlineData(LogLevel.Warning, "warn: It failed: no room on the disk\n")]
    [InlineData(LogLevel.Error, "fail: It failed: IOException: no room on the disk (--verbose shows where)\n")]
    [InlineData(LogLevel.Critical, "crit: It failed: IOException: no room on the disk (--verbose shows where)\n")]
    public void Write_an_exception_is_its_message_on_the_same_line(LogLevel level, string expected) =>
        Assert.Equal(expected, Line(level, "It failed", Thrown(new IOException("no room\non the disk"))));

    [Fact]
    public void Write_a_message_of_several_lines_is_one_line() =>
        Assert.Equal("warn: first second\n", Line(LogLevel.Warning, "first\r\n  second\n", null));

    private static string Line(LogLevel level, string message, Exception? exception)
    {
        using var written = new StringWriter { NewLine = "\n" };
        new LogLineFormatter().Write(
            new LogEntry<string>(level, "Trad.Some.Category", default, message, exception, (text, _) => text), null, written);
        return written.ToString();
    }

    // With a stack trace, as what is logged has.
    private static IOException Thrown(IOException exception)
    {
        try
        {
            throw exception;
        }
        catch (IOException caught)
        {
            return caught;
        }
    }
}
