using System.Text.Json;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Spaces;

public sealed class ParameterValueTests
{
    [Theory]
    [InlineData("true", "true", 1)]
    [InlineData("false", "false", 0)]
    [InlineData("1", "1", 1)]
    [InlineData("0", "0", 0)]
    [InlineData("-0.0", "0", 0)]
    public void Json_of_a_flag_or_a_number_reads_and_writes_as_it_was(string json, string written, double number)
    {
        var value = JsonSerializer.Deserialize<ParameterValue>(json);

        Assert.Equal(written, JsonSerializer.Serialize(value));
        Assert.Equal(written, value.ToString());
        Assert.Equal(number, value.Number);
    }

    [Fact]
    public void Flag_equals_the_number_that_stood_for_it_before()
    {
        var before = JsonSerializer.Deserialize<ParameterSet>("""{"mirror_short":1}""")!;
        var now = JsonSerializer.Deserialize<ParameterSet>("""{"mirror_short":true}""")!;

        Assert.Equal(before, now);
        Assert.Equal(before.GetHashCode(), now.GetHashCode());
        Assert.Equal("""{"mirror_short":true}""", JsonSerializer.Serialize(now));
    }

    [Fact]
    public void Flags_in_a_space_take_trials_recorded_with_numbers()
    {
        var space = new SearchSpace([new ChoiceParameter("flag", [false, true], isOrdered: true), new FixedParameter("other", true)]);

        Assert.True(space.Contains(JsonSerializer.Deserialize<ParameterSet>("""{"flag":0,"other":1}""")!));
        Assert.False(space.Contains(JsonSerializer.Deserialize<ParameterSet>("""{"flag":2,"other":1}""")!));
    }
}
