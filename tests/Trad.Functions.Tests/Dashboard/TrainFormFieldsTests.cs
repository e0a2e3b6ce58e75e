using System.Text;
using System.Text.Json;
using Trad.Functions.Dashboard;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Dashboard;

/// <summary>Whatever can be asked for of costs, sizes, account, exits and filters has a field in the form of trainings.</summary>
public sealed class TrainFormFieldsTests
{
    // They stand in the form as feeRate and slippage, which are the same.
    private static readonly string[] Twins = ["costs.takerFeeRate", "costs.slippage"];

    public static TheoryData<string> Fields =>
    [
        .. new[]
        {
            ("costs", typeof(CostRequest)), ("sizing", typeof(SizingRequest)), ("account", typeof(AccountRequest)),
            ("exits", typeof(ExitRequest)), ("filters", typeof(ExchangeFilterRequest)),
        }.SelectMany(group => group.Item2.GetProperties().Select(
            property => $"{group.Item1}.{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}")).Except(Twins),
    ];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Field_of_a_request_stands_in_the_form(string field)
    {
        using var resource = typeof(DashboardFiles).Assembly.GetManifestResourceStream("dashboard/train-options.js")!;
        using var text = new StreamReader(resource, Encoding.UTF8);

        Assert.Matches($"fields\\.add\\('[^']*\\b{field.Replace(".", "\\.", StringComparison.Ordinal)}\\b", text.ReadToEnd());
    }
}
