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
