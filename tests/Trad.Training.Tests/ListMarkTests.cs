using CsCheck;

namespace Trad.Training.Tests;

public sealed class ListMarkTests
{
    [Fact]
    public void A_place_survives_being_written() =>
        Gen.Select(Gen.String, Gen.String[1, 50].Where(place => !place.Any(char.IsSurrogate))).Sample((list, place) =>
        Assert.Equal(place, ListMark.Read(list, ListMark.Write(list, place))));

    [Fact]
    public void Numbers_survive_being_written() =>
        Assert.Equal([17, 0, -3], ListMark.ReadNumbers("log", ListMark.Write("log", 17, 0, -3))!);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_token_is_no_place(string? token) => Assert.Null(ListMark.Read("jobs", token));

    [Theory]
    [InlineData("' or 1 eq 1")]
    [InlineData("12345678")]
    [InlineData("123456789")]
    [InlineData("00000000ff")]
    [InlineData("ABCDEF0123456789")]
    public void What_is_no_token_is_refused_with_what_to_use_instead(string token) =>
        Assert.Contains(
            "use the one of the page before", Assert.Throws<FormatException>(() => ListMark.Read("jobs", token)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_token_of_another_list_is_refused() =>
        Assert.Throws<FormatException>(() => ListMark.Read("jobs Failed", ListMark.Write("jobs Completed", "0123")));

    [Fact]
    public void A_changed_token_is_refused()
    {
        var token = ListMark.Write("jobs", "abc");

        Assert.Throws<FormatException>(() => ListMark.Read("jobs", token[..^1] + (token[^1] == '0' ? '1' : '0')));
    }
}
