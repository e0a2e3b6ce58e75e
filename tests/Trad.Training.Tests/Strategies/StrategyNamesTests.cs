using Trad.Training.Strategies;

namespace Trad.Training.Tests.Strategies;

public sealed class StrategyNamesTests
{
    [Fact]
    public void List_of_few_names_has_them_all_and_of_many_says_how_many_more_there_are()
    {
        string[] names = [.. Enumerable.Range(1, 200).Select(number => $"s{number}")];

        Assert.Equal("s1, s2", StrategyNames.List(names[..2]));
        Assert.EndsWith(", s30", StrategyNames.List(names[..30]), StringComparison.Ordinal);
        Assert.EndsWith(", s30 and 170 more", StrategyNames.List(names), StringComparison.Ordinal);
    }

    [Fact]
    public void Quote_of_a_name_longer_than_any_strategys_is_its_beginning()
    {
        Assert.Equal("'my-cross'", StrategyNames.Quote("my-cross"));
        Assert.Equal($"'{new string('x', 64)}…'", StrategyNames.Quote(new string('x', 5000)));
    }
}
