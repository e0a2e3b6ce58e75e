using Trad.Backtesting.LookAhead;
using Trad.Backtesting.Strategies;
using Trad.Functions.Strategies.PlugIns;
using Trad.LocalHost.Commands.Strategies;
using Trad.LocalHost.Hosting;
using Trad.Testing.Markets;
using Trad.Training.Validation.LookAhead;

namespace Trad.LocalHost.Tests.Commands;

public sealed class StrategyTemplateTests
{
    [Fact]
    public void Fill_gives_a_strategy_that_compiles_signals_and_does_not_look_ahead()
    {
        var folder = Directory.CreateTempSubdirectory("trad-strategies-").FullName;
        File.WriteAllText(Path.Combine(folder, "MyBreakout.cs"), StrategyTemplate.Fill("MyBreakout.cs"));

        var strategy = Assert.Single(PlugInFolder.Read(folder)).Strategy;
        var report = StrategyCheck.Run(
            strategy, [StrategyParameters.Defaults(strategy)], SimulatedMarket.Make(Edge.None, days: 365, seed: 3, strength: 0),
            TestContext.Current.CancellationToken);

        Assert.Equal(("my-breakout", "My breakout"), (strategy.Name, strategy.Title));
        Assert.Equal(StrategyCheckOutcome.Passed, report.Outcome);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("RSIDip2.cs", "rsi-dip2", "Rsi dip2")]
    [InlineData("Squeeze.cs", "squeeze", "Squeeze")]
    public void Fill_takes_name_and_title_from_the_file(string file, string name, string title)
    {
        var text = StrategyTemplate.Fill(file);

        Assert.Contains($"Name => \"{name}\"", text, StringComparison.Ordinal);
        Assert.Contains($"Title => \"{title}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{class}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mine.cs")]
    [InlineData("My-Breakout.cs")]
    [InlineData("MyBreakout.txt")]
    [InlineData("2Mine.cs")]
    public void Fill_refuses_what_names_no_class(string file) =>
        Assert.Contains("names no class", Assert.Throws<StartException>(() => StrategyTemplate.Fill(file)).Message, StringComparison.Ordinal);
}
