using System.Text;
using System.Text.Json.Nodes;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

public sealed class RequestJsonTests
{
    [Theory]
    [InlineData("""{"trials":"x"}""", "trials", "is \"x\"; allowed is a whole number from 1 to 10,000")]
    [InlineData("""{"trials":1.5}""", "trials", "is 1.5; allowed is a whole number from 1 to 10,000")]
    [InlineData("""{"trials":"20"}""", "trials", "is \"20\"; allowed is a whole number from 1 to 10,000")]
    [InlineData("""{"trials":99999999999}""", "trials", "is 99999999999; allowed is a whole number from 1 to 10,000")]
    [InlineData("""{"seed":1.5}""", "seed", "is 1.5; allowed is a whole number from 0 to 9,223,372,036,854,775,807")]
    [InlineData("""{"lookbackDays":"30"}""", "lookbackDays", "is \"30\"; allowed is a number from 0.001 to 3,660")]
    [InlineData("""{"minimumExpectedImprovement":"0.1"}""", "minimumExpectedImprovement", "is \"0.1\"; allowed is a number from 0 to 1,000,000,000,000,000")]
    [InlineData("""{"from":"soon"}""", "from", "is \"soon\"; allowed is an ISO 8601 time")]
    [InlineData("""{"costs":[]}""", "costs", "is a list; allowed is an object")]
    [InlineData("""{"costs":{"spread":"wide"}}""", "costs.spread", "is \"wide\"; allowed is a number")]
    [InlineData(
        """{"sizing":{"mode":"much"}}""", "sizing.mode", "allowed is one of risk-per-trade, all-in, fixed-fraction, volatility-target")]
    [InlineData("""{"symbols":["A",7]}""", "symbols[1]", "is 7; allowed is a Unicode text")]
    [InlineData("""{"parameters":{"pierce_depth":{"low":{}}}}""", "parameters.pierce_depth.low", "is an object; allowed is a number")]
    [InlineData("""{"tryFirst":[{},{"a":null}]}""", "tryFirst[1].a", "is null; allowed is a number, true or false")]
    [InlineData(
        """{"parameters":{"mirror_short":"yes"}}""", "parameters.mirror_short", "is \"yes\"; allowed is an object, or the value alone")]
    [InlineData(
        """{"parameters":{"mirror_short":{"value":[1]}}}""", "parameters.mirror_short.value",
        "is a list; allowed is a number, true or false")]
    [InlineData("""{"parameters":{"mirror_short":1e999}}""", "parameters.mirror_short", "is 1e999; allowed is a number, true or false")]
    [InlineData("""{"trails":20}""", "trails", "is no field; allowed is one of name, preset")]
    [InlineData("""{"trials":1,"trials":2}""", "trials", "is given twice")]
    [InlineData("""{"name":"\ud800"}""", "name", "is no Unicode text")]
    [InlineData("""{"costs":{"\udc00":1}}""", "costs", "holds a name that is no Unicode text")]
    [InlineData("[]", "body", "is a list; allowed is an object")]
    [InlineData("null", "body", "is null; send a JSON object")]
    [InlineData("""{"trials":20""", "body", "is no JSON that can be read")]
    [InlineData("""{"trials":20,"holdOut":NaN}""", "holdOut", "is no JSON that can be read")]
    [InlineData("""{"parameters":{"pierce_depth":{"low":.5}}}""", "parameters.pierce_depth.low", "is no JSON that can be read")]
    public void Text_that_is_no_request_is_told_by_field_in_words_without_types(string json, string field, string message)
    {
        var errors = new ValidationErrors();

        var read = RequestJson.Read<TrainingRequest>(Encoding.UTF8.GetBytes(json), errors);

        Assert.Null(read);
        var told = Assert.Single(errors.ByField);
        Assert.Equal(field, told.Key);
        Assert.Contains(message, Assert.Single(told.Value), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", told.Value[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_that_two_readers_could_understand_differently_are_refused()
    {
        var errors = new ValidationErrors();

        Assert.Null(RequestJson.Read<JsonObject>("""{"costs":{"spread":1,"SPREAD":2}}"""u8.ToArray(), errors));

        Assert.Equal("costs.SPREAD", Assert.Single(errors.ByField).Key);
    }
}
