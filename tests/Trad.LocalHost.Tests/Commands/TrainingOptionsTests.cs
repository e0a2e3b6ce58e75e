using System.CommandLine;
using System.Text.Json.Nodes;
using Trad.LocalHost.Commands.Training;

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
