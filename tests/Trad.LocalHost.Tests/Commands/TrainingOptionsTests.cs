using System.CommandLine;
using System.Text.Json.Nodes;
using Trad.LocalHost.Commands.Training;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Tests.Commands;

public sealed class TrainingOptionsTests
{
    [Fact]
    public void Read_takes_selection_validation_and_constraints_into_the_request()
    {
        var request = Read("--selection", "maximum", "--validation", "hold-out", "--constraint", "maximum-drawdown<=0.2");

        Assert.Equal("maximum", request["selection"]!.GetValue<string>());
        Assert.Equal("hold-out", request["validation"]!.GetValue<string>());
        Assert.Equal(0.2, request["constraints"]!["maximum-drawdown"]!["max"]!.GetValue<double>());
    }

    [Fact]
    public void Read_without_selection_and_validation_leaves_them_to_the_host()
    {
        var request = Read();

        Assert.False(request.ContainsKey("selection"));
        Assert.False(request.ContainsKey("validation"));
    }

    [Fact]
    public void Read_takes_the_parts_of_a_validation_into_an_object()
    {
        var request = Read("--validation", "scope=full, seeds=7,otherSymbols=0");

        Assert.Equal("""{"scope":"full","seeds":7,"otherSymbols":0}""", request["validation"]!.ToJsonString());
    }

    [Theory]
    [InlineData("seeds=many", "--validation seeds=many: 'many' is no whole number for seeds.")]
    [InlineData("full,seeds=3", "--validation full,seeds=3: 'full' is not of the form name=value.")]
    [InlineData("seed=3", "--validation seed=3: 'seed' is no part of it; allowed are scope, seeds and otherSymbols.")]
    [InlineData("seeds=", "--validation seeds=: 'seeds=' is not of the form name=value.")]
    public void Read_refuses_a_validation_of_another_form_and_says_what_is_allowed(string text, string message) =>
        Assert.Equal(message, Assert.Throws<StartException>(() => Read("--validation", text)).Message);

    [Fact]
    public void Read_takes_costs_account_exits_and_filters_into_their_groups()
    {
        var request = Read(
            "--atr-slippage", "0.1", "--leverage", "3", "--maintenance-margin", "0.01", "--compounding", "false",
            "--initial-capital", "500", "--stop-loss", "0.02", "--take-profit", "0.04", "--trailing-stop", "0.03",
            "--break-even-after", "1.5", "--maximum-holding", "24", "--exit-on-opposite-signal", "false", "--tick-size", "0.01",
            "--lot-size", "0.001", "--minimum-size", "0.002", "--minimum-notional", "10", "--volatility-candles", "50");

        Assert.Equal("""{"atrSlippage":0.1}""", request["costs"]!.ToJsonString());
        Assert.Equal(
            """{"initialCapital":500,"leverage":3,"maintenanceMargin":0.01,"compounding":false}""", request["account"]!.ToJsonString());
        Assert.Equal(
            """{"stopLoss":0.02,"takeProfit":0.04,"trailingStop":0.03,"breakEvenAfter":1.5,"maximumHolding":24,"onOppositeSignal":false}""",
            request["exits"]!.ToJsonString());
        Assert.Equal(
            """{"tickSize":0.01,"lotSize":0.001,"minimumSize":0.002,"minimumNotional":10}""", request["filters"]!.ToJsonString());
        Assert.Equal("""{"volatilityCandles":50}""", request["sizing"]!.ToJsonString());
    }

    [Theory]
    [InlineData("my-cross", """{"strategy":"my-cross"}""")]
    [InlineData("my-cross@3", """{"strategy":"my-cross","strategyVersion":3}""")]
    public void Read_takes_a_strategy_and_its_version_apart(string text, string expected)
    {
        var request = Read("--strategy", text);

        Assert.Equal(
            expected,
            new JsonObject(request.Where(member => member.Key.StartsWith("strategy", StringComparison.Ordinal))
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString());
    }

    private static JsonObject Read(params string[] arguments)
    {
        var options = new TrainingOptions();
        var command = new Command("train");
        foreach (var option in options.All)
        {
            command.Options.Add(option);
        }

        return options.Read(command.Parse(arguments));
    }
}
