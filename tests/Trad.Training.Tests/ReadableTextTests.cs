
namespace Trad.Training.Tests;

/// <summary>What people may write into names and notes.</summary>
public sealed class ReadableTextTests
{
    [Theory]
    [InlineData("plain", false, true)]
    [InlineData("Grüße, 日本語, עברית, العربية, 😀", false, true)]
    [InlineData("two\nlines\r\n\tindented", true, true)]
    [InlineData("two\nlines", false, false)]
    [InlineData("\u001b[31mred", true, false)]
    [InlineData("bell\u0007", true, false)]
    [InlineData("nul\0", true, false)]
    [InlineData("c1\u009b", true, false)]
    [InlineData("\u202egnp.exe", true, false)]
    [InlineData("\u2066isolate", false, false)]
    [InlineData("mark\u200f", false, false)]
    [InlineData("line\u2028separator", true, false)]
    public void Text_is_readable_without_characters_that_control_the_reader(string text, bool isMultiline, bool isReadable)
    {
        var fault = ReadableText.FindFault(text, isMultiline);
        Assert.Equal(isReadable, fault is null);
    }

    [Fact]
    public void Fault_names_the_character_and_its_place() =>
        Assert.StartsWith("holds the character U+202E at 3", ReadableText.FindFault("ab\u202ec"), StringComparison.Ordinal);
}
