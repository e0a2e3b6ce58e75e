using Trad.LocalHost.Commands;

namespace Trad.LocalHost.Tests.Commands;

/// <summary>Several files of one command are imported in the order of their candles' times, whatever they are called.</summary>
public sealed class CandleFileOrderTests : IDisposable
{
    private const string Header = "open_time,open,high,low,close,volume\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-order-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_are_put_into_the_order_of_time_and_those_that_cannot_be_read_last()
    {
        Write("april.csv", "2025-04-01", "2025-04-02");
        Write("august.csv", "2024-08-02", "2024-08-01");
        Write("march.csv", "2025-03-30", "2025-04-01");
        File.WriteAllText(Path.Combine(_folder, "broken.csv"), "nothing,of,the,kind\n");
        File.WriteAllText(Path.Combine(_folder, "january.json"), """[[1735689600000,1,1,1,1,1],[1735776000000,1,1,1,1,1]]""");

        var files = await CandleFileOrder.ByTimeAsync(
            CandleFileList.FromPaths([_folder]), hasDecimalComma: null, dateOrder: null, TestContext.Current.CancellationToken);

        Assert.Equal(["august.csv", "january.json", "march.csv", "april.csv", "broken.csv"], files.Files.Select(file => file.Name));
    }

    [Fact]
    public async Task Texts_and_json_of_a_folder_without_a_table_of_candles_are_skipped_and_named()
    {
        Write("2024.txt", "2024-08-01", "2024-08-02");
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "Downloaded on a Sunday, with care,\nfrom the exchange, as it was, whole, and so on\n");
        File.WriteAllText(Path.Combine(_folder, "info.json"), """{"symbol":"BTCUSDT","rows":2}""");
        File.WriteAllText(Path.Combine(_folder, "symbols.txt"), "BTCUSDT\nETHUSDT\n");
        File.WriteAllText(Path.Combine(_folder, "undecided.txt"), $"{Header}03/04/2024,1,1,1,1,1\n");

        var folder = await CandleFileOrder.ByTimeAsync(
            CandleFileList.FromPaths([_folder]), hasDecimalComma: null, dateOrder: null, TestContext.Current.CancellationToken);
        var named = await CandleFileOrder.ByTimeAsync(
            CandleFileList.FromPaths([Path.Combine(_folder, "2024.txt"), Path.Combine(_folder, "notes.txt")]),
            hasDecimalComma: null, dateOrder: null, TestContext.Current.CancellationToken);

        Assert.Equal(["2024.txt", "undecided.txt"], folder.Files.Select(file => file.Name));
        Assert.Equal(["info.json", "notes.txt", "symbols.txt"], folder.Skipped);
        Assert.Equal(2, named.Files.Count);
    }

    private void Write(string name, params string[] days) =>
        File.WriteAllText(Path.Combine(_folder, name), Header + string.Concat(days.Select(day => $"{day},1,1,1,1,1\n")));
}
