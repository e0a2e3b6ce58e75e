using Trad.Backtesting.Strategies.Rules;

namespace Trad.Backtesting.Tests.Strategies.Rules;

public sealed class RulePlacesTests
{
    [Theory]
    [InlineData("{\n  \"name\": \"Mine\",\n  \"long\": \"close > 1\"\n}", "name", 2, 3)]
    [InlineData("{\"name\": \"mine\", \"long\": \"close > 1\", \"nonsense\": 1}", "nonsense", 1, 39)]
    [InlineData("{\"name\": \"mine\", \"title\": \"é\",\n\"description\": \"ü📈\", \"stop\": [], \"long\": \"close > 1\"}", "stop", 2, 23)]
    [InlineData(
        "{\"name\": \"mine\", \"long\": \"close > a\", \"parameters\": [\n {\"name\": \"a\", \"type\": \"integer\", \"default\": 5, \"low\": 2, \"high\": 9},\n"
        + "\t{\"name\": \"b\", \"type\": \"integer\", \"default\": 5, \"low\": 2.5, \"high\": 9}\n]}",
        "parameters[1].low", 3, 49)]
    [InlineData(
        "{\"name\": \"mine\", \"long\": \"close > 1\", \"parameters\": [\n  {\"name\": \"b\", \"type\": \"integer\", \"default\": 5, \"high\": 9}]}",
        "parameters[0].low", 2, 3)]
    [InlineData("{\"name\": \"mine\", \"long\": \"close > 1\",\r\n \"exit\": {\"sideways\": \"true\"}}", "exit.sideways", 2, 11)]
    [InlineData("{\"name\": \"mine\", \"long\": \"close > 1\", \"orders\": [\n{\"smaller\": \"x\", \"larger\": \"y\"}]}", "orders[0].smaller", 2, 2)]
    [InlineData("{\"name\": \"donchian-breakout\", \"long\": \"close > 1\"}", "name", 1, 2)]
    [InlineData("{\"name\": \"mine\",\n \"long\": \"close > 1\", \"long\": \"close > 2\"}", "long", 2, 23)]
    [InlineData("{\"name\": \"mine\", \"long\": \"a > 1\", \"definitions\": {\n\"a\": \"low\",\n\"\\u0061\": \"high\"}}", "definitions.a", 3, 1)]
    public void Parse_faulty_field_is_refused_with_its_place_in_the_document(string document, string field, int line, int column)
    {
        var refused = Assert.Throws<RuleException>(() => RuleStrategy.Parse(document));

        var fault = refused.Faults.First(each => each.Field == field);
        Assert.Equal((line, column), fault.InDocument);
        Assert.EndsWith(
            FormattableString.Invariant($" (line {line}, column {column} of the document)"), fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"name\": \"mine\",\n\"title\": \"ü📈\", nonsense}", 2, 17)]
    [InlineData("{\"title\": \"ü📈\",\n\"title2\": \"ü\", \"name\": \"\\ud83d\", \"long\": \"close > 1\"}", 2, 24)]
    public void Parse_what_is_no_json_is_refused_with_its_place_in_characters(string document, int line, int column)
    {
        var fault = Assert.Single(Assert.Throws<RuleException>(() => RuleStrategy.Parse(document)).Faults);

        Assert.Equal(("document", line, column), (fault.Field, fault.Line, fault.Column));
    }

    [Fact]
    public void Parse_document_that_misses_a_field_is_refused_without_a_place()
    {
        var refused = Assert.Throws<RuleException>(() => RuleStrategy.Parse("""{"name": "mine"}"""));

        Assert.Equal(("long", null), (Assert.Single(refused.Faults).Field, refused.Faults[0].InDocument));
    }

    [Fact]
    public void Parse_faulty_expression_has_its_place_within_the_expression_and_that_of_its_field()
    {
        var refused = Assert.Throws<RuleException>(() => RuleStrategy.Parse("{\n\n\"name\": \"mine\", \"long\": \"close > clse\"}"));

        Assert.Equal((1, 9), (refused.Faults[0].Line, refused.Faults[0].Column));
        Assert.Equal((3, 17), refused.Faults[0].InDocument);
    }

    [Theory]
    [InlineData("close > .5")]
    [InlineData("close > open * .5e1")]
    [InlineData("-.5 < close")]
    public void Parse_number_without_a_digit_before_its_point_is_read(string expression) =>
        Assert.Equal("mine", RuleStrategy.Parse($$"""{"name": "mine", "long": "{{expression}}"}""").Name);
}
