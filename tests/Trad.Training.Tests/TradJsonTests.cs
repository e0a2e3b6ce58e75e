using System.Text.Json;

namespace Trad.Training.Tests;

/// <summary>Numbers in Trad's JSON.</summary>
public sealed class TradJsonTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Figure_that_is_not_finite_is_absent_where_it_may_be_and_never_breaks_the_rest(double value)
    {
        var figures = new Figures(value, value, [value, 1]) { Fields = new Dictionary<string, object?> { ["score"] = value } };
        var read = JsonDocument.Parse(JsonSerializer.Serialize(figures, TradJson.Options)).RootElement;
        Assert.Equal(JsonValueKind.Null, read.GetProperty("optional").ValueKind);
        Assert.Equal(1, read.GetProperty("list")[1].GetDouble());
        Assert.Equal(double.IsNaN(value), read.GetProperty("required").ValueKind == JsonValueKind.Null);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.0)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    [InlineData(1.0 / 3)]
    public void Finite_figure_comes_back_bit_for_bit(double value)
    {
        var read = JsonSerializer.Deserialize<Figures>(
            JsonSerializer.Serialize(new Figures(value, value, [value]), TradJson.Options), TradJson.Options)!;
        Assert.Equal(
            [BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(value)],
            new[] { read.Required, read.Optional!.Value, read.List[0]!.Value }.Select(BitConverter.DoubleToInt64Bits));
    }

    [Theory]
    [InlineData("""{"required":null,"optional":1,"list":[]}""")]
    [InlineData("""{"required":"1","optional":1,"list":[]}""")]
    [InlineData("""{"required":1,"optional":"1","list":[]}""")]
    public void Number_that_is_none_is_refused_as_before(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Figures>(json, TradJson.Options));

    public sealed record Figures(double Required, double? Optional, IReadOnlyList<double?> List)
    {
        public IReadOnlyDictionary<string, object?>? Fields { get; init; }
    }
}
