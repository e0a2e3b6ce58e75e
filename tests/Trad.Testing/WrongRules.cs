using System.Globalization;

namespace Trad.Testing;

/// <summary>Documents of rules that nobody can keep, and what is said of each: the field, the place, and what is wrong.</summary>
public static class WrongRules
{
    private const string Parameter = """{"name": "n", "type": "integer", "default": 5, "low": 2, "high": 9}""";

    /// <summary>By what is wrong with them.</summary>
    public static IReadOnlyDictionary<string, (string Document, string Told)> All { get; } =
        new Dictionary<string, (string Document, string Told)>
        {
            ["no JSON"] = ("{", "body: line 1, column "),
            ["no object"] = ("[]", "body: must be an object"),
            ["nothing"] = ("", "body: is empty"),
            ["deep JSON"] = ($"{{\"name\": {new string('[', 10_000)}", "body: line 1, column "),
            ["expression of 100,000 characters"] =
                (Document("wrong", new string('1', 100_000)), "body: has 100119 characters; allowed are 65536"),
            ["expression of 10,000 characters"] =
                (Document("wrong", $"close > {new string('1', 10_000)}"), "long: line 1, column 4001: the expression has 10008"),
            ["1,000 brackets"] = (Document("wrong", $"{new string('(', 1000)}close > 1{new string(')', 1000)}"), "long: line 1, column 3"),
            ["10,000 brackets"] =
                (Document("wrong", $"{new string('(', 10_000)}close > 1{new string(')', 10_000)}"), "long: line 1, column 4001: "),
            ["3,000 signs"] = (Document("wrong", $"{new string('-', 3000)}close > 1"), "long: line 1, column 3"),
            ["a long chain"] = (Document("wrong", string.Join(" and ", Enumerable.Repeat("close > 1", 200))), "long: line 1, column "),
            ["500 parameters"] =
                ($$"""{"name": "wrong", "long": "close > open", "parameters": [{{string.Join(", ", Enumerable.Repeat(Parameter, 500))}}]}""",
                    "parameters: has 500 entries; allowed are 50"),
            ["unknown name"] = (Document("wrong", "clsoe > 1"), "long: line 1, column 1: "),
            ["unknown name, and the nearest"] = (Document("wrong", "clsoe > 1"), "did you mean 'close'?"),
            ["unknown function"] = (Document("wrong", "close > 1 and emma(close, 3) > 1"), "did you mean 'ema'?"),
            ["a name with a line end"] = ("{\"name\": \"wrong\\n\", \"long\": \"close > 1\"}", "name: is 'wrong\\n'; allowed are"),
            ["half a character"] =
                ("{\"name\": \"wrong\", \"title\": \"\\ud800\", \"long\": \"close > 1\"}", "body: line 1, column 28: is no JSON that can be read: Cannot read incomplete"),
            ["a title that moves the cursor"] =
                ("{\"name\": \"wrong\", \"title\": \"a\\u001b[2J\", \"long\": \"close > 1\"}", "title: holds the character U+001B at 2"),
            ["a stop at the price"] = (Document("wrong", more: ", \"stop\": 0"), "stop: line 1, column 1: this is 0 at every candle"),
            ["a division by zero"] = (Document("wrong", "close / 0 > 1"), "long: line 1, column 9: this is 0 at every candle"),
            ["unknown field"] = (Document("wrong", more: ", \"exti\": \"close > 1\""), "did you mean 'exit'?"),
            ["second line"] = (Document("wrong", "close > 1\\nand rsy(close, 14) < 30"), "long: line 2, column 5: "),
            ["name of a built-in strategy"] = (Document("macd-trend"), "name: 'macd-trend' is a built-in strategy"),
            ["name of a function"] = (Document("wrong", more: ", \"definitions\": {\"sma\": \"1\"}"), "'sma' means something"),
            ["the future"] = (Document("wrong", "close[-1] > close"), "long: line 1, column "),
            ["a length that changes"] = (Document("wrong", "sma(close, volume) > 1"), "long: line 1, column "),
            ["a number for a condition"] = (Document("wrong", "close"), "long: line 1, column 1: "),
            ["doubling"] = (Document("wrong", "d40 > 1", $", \"definitions\": {{{Doubling}}}"), "definitions.d17: line 1, column 1: the strategy ha"),
        };

    // Each is twice the one before, so the last would be 2^40 averages of the close.
    private static string Doubling => string.Join(
        ", ",
        Enumerable.Range(1, 40).Select(i => $"\"d{i}\": \"sma(d{i - 1}, {i + 1}) + sma(d{i - 1}, {i + 2})\"").Prepend("\"d0\": \"close\""));

    /// <summary>A document with a parameter and a rule.</summary>
    /// <param name="name">The strategy's name.</param>
    /// <param name="rule">When it is long.</param>
    /// <param name="more">Further members, each behind a comma.</param>
    public static string Document(string name, string rule = "close > open", string more = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"name": "{{name}}", "parameters": [{"name": "length", "type": "integer", "default": 5, "low": 2, "high": 9}], "long": "{{rule}}"{{more}}}""");
}
