using Trad.LocalHost.Commands.Training;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Tests.Commands;

public sealed class MetricConstraintTextTests
{
    [Theory]
    [InlineData("maximum-drawdown<=0.2", "maximum-drawdown", "max", 0.2)]
    [InlineData("trades >= 30", "trades", "min", 30)]
    public void Parse_reads_the_metric_the_end_and_the_bound(string text, string metric, string end, double bound)
    {
        var parsed = MetricConstraintText.Parse(text);

        Assert.Equal((metric, end, bound), (parsed.Metric, parsed.End, parsed.Bound.GetValue<double>()));
    }

    [Theory]
    [InlineData("trades=30", "--constraint trades=30 is not of the form metric<=number or metric>=number.")]
    [InlineData("<=3", "--constraint <=3 is not of the form metric<=number or metric>=number.")]
    [InlineData("trades>=many", "--constraint trades>=many: 'many' is not a number.")]
    public void Parse_anything_else_says_what_is_expected(string text, string message) =>
        Assert.Equal(message, Assert.Throws<StartException>(() => MetricConstraintText.Parse(text)).Message);
}
