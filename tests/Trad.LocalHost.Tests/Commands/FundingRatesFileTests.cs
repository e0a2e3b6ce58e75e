using Trad.LocalHost.Commands.Training;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Tests.Commands;

public sealed class FundingRatesFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Theory]
    [InlineData("2025-01-01T00:00:00Z,0.0001\n2025-01-01T08:00:00Z,-0.0002\n")]
    [InlineData("time,rate\n2025-01-01 00:00:00,0.0001\n2025-01-01 08:00:00,-0.0002\n")]
    [InlineData("calc_time,funding_interval_hours,last_funding_rate\n1735689600000,8,0.0001\n1735718400000,8,-0.0002\n")]
    [InlineData("fundingRate,fundingTime\n-2e-4,1735718400\n1e-4,1735689600\n")]
    [InlineData("time,rate\n2025.01.01 00:00,0.0001\n20250101 080000,-0.0002\n")]
    [InlineData("time,rate\n1735689600000000000,0.0001\n\"Jan 1, 2025 8:00 AM\",-0.0002\n")]
    public void Read_of_what_an_exchange_gives_out_has_times_and_rates_in_order(string text)
    {
        File.WriteAllText(_path, text);

        Assert.Equal(
            """[{"time":"2025-01-01T00:00:00Z","rate":0.0001},{"time":"2025-01-01T08:00:00Z","rate":-0.0002}]""",
            FundingRatesFile.Read(new FileInfo(_path)).ToJsonString());
    }

    [Theory]
    [InlineData("2025-01-01T00:00:00Z,0.0001\nsoon,0.0002\n", "line 2 is 'soon,0.0002'; 'soon' is not a time")]
    [InlineData("time,rate\n2025,0.0002\n", "line 2 is '2025,0.0002'; '2025' is a number too small")]
    [InlineData("time,rate\n01/02/2025,0.1\n", "line 2 is '01/02/2025,0.1'; '01/02/2025' may be 1 February 2025 or 2 January 2025")]
    [InlineData("2025-01-01T00:00:00Z\n", "line 1 is '2025-01-01T00:00:00Z'")]
    [InlineData("2025-01-01T00:00:00Z,NaN\n", "line 1 is")]
    [InlineData("when,how much\n2025-01-01T00:00:00Z,0.1\n", "line 1 is 'when,how much'")]
    public void Read_of_another_text_names_the_line(string text, string message)
    {
        File.WriteAllText(_path, text);

        Assert.Contains(
            message, Assert.Throws<StartException>(() => FundingRatesFile.Read(new FileInfo(_path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_of_a_file_that_is_not_there_says_so() =>
        Assert.StartsWith(
            "--funding-rates /nowhere/rates.csv: ",
            Assert.Throws<StartException>(() => FundingRatesFile.Read(new FileInfo("/nowhere/rates.csv"))).Message,
            StringComparison.Ordinal);

    public void Dispose() => File.Delete(_path);
}
