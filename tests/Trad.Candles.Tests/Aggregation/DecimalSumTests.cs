using System.Globalization;
using CsCheck;
using Trad.Candles.Aggregation;

namespace Trad.Candles.Tests.Aggregation;

public sealed class DecimalSumTests
{
    [Theory]
    [InlineData("0.1 0.2", "0.3")]
    [InlineData("2294.16 0.00851", "2294.16851")]
    [InlineData("31982601.30680 0.1 17.05", "31982618.4568")]
    [InlineData("0 0 0", "0")]
    [InlineData("0.00000001 0.00000002 90000000", "90000000.00000003")]
    [InlineData("5 0.5 0.05 0.005 0.0005", "5.5555")]
    public void Sum_of_decimals_is_the_decimal(string amounts, string sum) =>
        Assert.Equal(Number(sum), Sum(amounts.Split(' ').Select(Number)));

    [Fact]
    public void Sum_of_random_decimals_is_the_double_nearest_to_their_exact_sum() => Gen.Int[0, 8].SelectMany(places => Gen.Select(
        Gen.Long[0, 9_000_000_000_000_000].Array[1, 300], Gen.Int[0, 8].Array[300],
        (units, cuts) => (places, units, cuts))).Sample(sample =>
    {
        // Amounts as a file spells them, most of them with fewer places than the finest.
        var amounts = sample.units.Select((units, i) =>
        {
            var rounded = units / (long)Math.Pow(10, sample.cuts[i]) % 9_000_000_000_000;
            return new decimal(rounded) / (decimal)Math.Pow(10, sample.places);
        }).ToList();

        var sum = Sum(amounts.Select(amount => Number(amount.ToString(CultureInfo.InvariantCulture))));

        // The parser rounds correctly, whatever the digits.
        Assert.Equal(Number(amounts.Sum().ToString(CultureInfo.InvariantCulture)), sum);
    });

    [Fact]
    public void Sum_of_amounts_that_are_no_decimals_is_theirs_to_the_last_digit() => Gen.Double[0, 1e6].Array[1, 100].Sample(amounts =>
    {
        // Exactly, as fractions of 2^40 the amounts are cut to.
        double[] cut = [.. amounts.Select(amount => Math.Round(amount * (1L << 20)) / (1L << 20) / 3)];

        var exact = cut.Aggregate(new System.Numerics.BigInteger(0), (sum, amount) => sum + Scaled(amount));

        Assert.Equal((double)exact / Math.Pow(2, 80), Sum(cut), 1e-15 * (1 + cut.Sum()));
    });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Unknown_amounts_stay_unknown(double unknown) => Assert.Equal(unknown, Sum([1.5, unknown, 2.5]));

    [Fact]
    public void Huge_amounts_are_summed_as_doubles() => Assert.Equal(2e300, Sum([1e300, 1e300]));

    private static double Sum(IEnumerable<double> amounts) => DecimalSum.Compute([.. amounts]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static System.Numerics.BigInteger Scaled(double amount) => new(Math.ScaleB(amount, 80));
}
