using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trad.LocalHost.Commands.Training;
using Trad.Training.Requests;

namespace Trad.LocalHost.Tests.Commands;

/// <summary>Whatever can be asked for of costs, sizes, account, exits and filters can be typed.</summary>
public sealed class EngineOptionsTests
{
    // They are the same as two that have an option.
    private static readonly string[] Twins = ["costs.takerFeeRate", "costs.slippage"];

    [Fact]
    public void Every_field_of_a_group_has_an_option()
    {
        var members = new RequestMembers();
        TradingOptions.AddTo(members);
        var written = members.Options.SelectMany(option => PathsOf(Write(members, option), "")).ToHashSet();

        var asked = new[]
        {
            ("costs", typeof(CostRequest)), ("sizing", typeof(SizingRequest)), ("account", typeof(AccountRequest)),
            ("exits", typeof(ExitRequest)), ("filters", typeof(ExchangeFilterRequest)),
        }.SelectMany(group => group.Item2.GetProperties().Select(
            property => $"{group.Item1}.{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}")).ToList();

        Assert.Equal(23, asked.Count - Twins.Length);
        Assert.Empty(asked.Except(written).Except(Twins));
        Assert.Contains("feeRate", written);
        Assert.Contains("slippage", written);
    }

    private static JsonObject Write(RequestMembers members, Option option)
    {
        var request = new JsonObject();
        if (option.ValueType == typeof(FileInfo))
        {
            // What is in the file is read when it is given.
            request["costs"] = new JsonObject { ["fundingRates"] = new JsonArray() };
            return request;
        }

        var command = new Command("any");
        foreach (var each in members.Options)
        {
            command.Options.Add(each);
        }

        members.Write(command.Parse([option.Name, option.ValueType == typeof(bool?) ? "true" : "1"]), request);
        return request;
    }

    private static IEnumerable<string> PathsOf(JsonObject request, string path) => request.SelectMany(member =>
        member.Value is JsonObject inside ? PathsOf(inside, $"{path}{member.Key}.") : [$"{path}{member.Key}"]);
}
