using Trad.LocalHost.Hosting;
using FileOptions = Trad.LocalHost.Commands.FileOptions;

namespace Trad.LocalHost.Tests.Commands;

/// <summary>What is written to where.</summary>
public sealed class FileOptionsTests
{
    [Theory]
    [InlineData("parquet", true, false)]
    [InlineData("Freqtrade", true, false)]
    [InlineData("parquet", false, true)]
    [InlineData("csv", true, true)]
    [InlineData(null, true, true)]
    public void Ensure_readable_refuses_in_a_terminal_what_is_no_text(string? format, bool isTerminal, bool isWritten)
    {
        var refusal = Record.Exception(() => FileOptions.EnsureReadable(format, isTerminal));

        Assert.Equal(isWritten, refusal is null);
        Assert.True(isWritten || (refusal is StartException && refusal.Message.Contains("--output", StringComparison.Ordinal)));
    }
}
