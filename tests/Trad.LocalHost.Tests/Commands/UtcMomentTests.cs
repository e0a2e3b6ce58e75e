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
    [InlineData("1751286600", "2025-06-30T12:30:00Z")]
    [InlineData("1751286600000", "2025-06-30T12:30:00Z")]
    [InlineData("20250630", "2025-06-30T00:00:00Z")]
    [InlineData("30 Jun 2025 12:30", "2025-06-30T12:30:00Z")]
    [InlineData("6/30/2025 12:30 PM", "2025-06-30T12:30:00Z")]
    public void Moment_without_an_offset_is_UTC(string text, string expected)
    {
        var (parsed, option) = Parse(text);

        Assert.Empty(parsed.Errors);
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), parsed.GetValue(option));
        Assert.Equal(TimeSpan.Zero, parsed.GetValue(option)!.Value.Offset);
    }

    [Theory]
    [InlineData("yesterday", "'yesterday' is not a time; allowed are ")]
    [InlineData("2025-13-01", "'2025-13-01' is no day or time that there is")]
    [InlineData("2025", "'2025' is a number too small to count from 1970")]
    [InlineData("06/07/2025", "'06/07/2025' may be 6 July 2025 or 7 June 2025; write it as yyyy-MM-dd")]
    [InlineData("23/11/14", "'23/11/14' may be 23 November 2014 or 14 November 2023; write it as yyyy-MM-dd")]
    public void Moment_that_is_none_or_may_be_two_is_refused_with_what_is_allowed(string text, string expected)
    {
        var (parsed, _) = Parse(text);

        var message = Assert.Single(parsed.Errors).Message;
        Assert.StartsWith(expected, message, StringComparison.Ordinal);
        Assert.EndsWith("Write for example 2025-06-30 or 2025-06-30T12:00:00Z.", message, StringComparison.Ordinal);
    }

    private static (ParseResult Parsed, Option<DateTimeOffset?> Option) Parse(string text)
    {
        var option = new Option<DateTimeOffset?>("--to") { CustomParser = UtcMoment.Parse };
        return (new RootCommand { option }.Parse(["--to", text]), option);
    }
}
