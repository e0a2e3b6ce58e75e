using System.CommandLine;
using Trad.LocalHost.Commands;

namespace Trad.LocalHost.Tests.Commands;

public sealed class UtcMomentTests
{
    [Theory]
    [InlineData("2025-06-30", "2025-06-30T00:00:00Z")]
    [InlineData("2025-06-30T12:30:00", "2025-06-30T12:30:00Z")]
    [InlineData("2025-06-30T12:30:00Z", "2025-06-30T12:30:00Z")]
    [InlineData("2025-06-30T12:30:00+02:00", "2025-06-30T10:30:00Z")]
    public void Moment_without_an_offset_is_UTC(string text, string expected)
    {
        var (parsed, option) = Parse(text);

        Assert.Empty(parsed.Errors);
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), parsed.GetValue(option));
        Assert.Equal(TimeSpan.Zero, parsed.GetValue(option)!.Value.Offset);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2025-13-01")]
    public void Moment_that_is_none_is_refused_with_what_is_allowed(string text)
    {
        var (parsed, _) = Parse(text);

        Assert.Contains($"'{text}' is not a moment such as 2025-06-30", Assert.Single(parsed.Errors).Message, StringComparison.Ordinal);
    }

    private static (ParseResult Parsed, Option<DateTimeOffset?> Option) Parse(string text)
    {
        var option = new Option<DateTimeOffset?>("--to") { CustomParser = UtcMoment.Parse };
        return (new RootCommand { option }.Parse(["--to", text]), option);
    }
}
