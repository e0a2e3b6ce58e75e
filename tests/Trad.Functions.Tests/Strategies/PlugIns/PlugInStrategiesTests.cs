using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Trad.Backtesting.Strategies;
using Trad.Functions.Strategies.PlugIns;

namespace Trad.Functions.Tests.Strategies.PlugIns;

/// <summary>What a strategy in C# may not say of itself: the host does not start, and names the file.</summary>
public sealed class PlugInStrategiesTests : IDisposable
{
    private const string Name = "public string Name => \"plugged-wrong\";";
    private const string Range = "\"candles\", 20, 5, 60)]";

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-strategies-").FullName;

    [Theory]
    [InlineData(Name, "public string Name => null!;", "the name of Wrong cannot be read: it is null")]
    [InlineData(Name, "public string Name => throw new InvalidOperationException(\"no luck\");", "the name of Wrong cannot be read: no luck")]
    [InlineData("=> \"Wrong\"", "=> \" \"", "cannot be described: Title is empty; wanted is a text")]
    [InlineData(Range, "\"candles\", 70, 60, 20)]", "cannot be described: length.high was 20; it must be at least low = 60")]
    [InlineData(Range, "\"candles\", 20, 0, 60)]", "'length' has 0 as default or in its search; allowed is a whole number from 1 to 10000")]
    [InlineData(Range, "\"candles\", 20, 5, 60), null!]", "one of the Parameters is null")]
    [InlineData(Name, Name + " public IReadOnlyList<ParameterOrder> Orders => [new(\"length\", \"slow\")];", "length < slow was about 'slow'")]
    public async Task Start_with_a_strategy_that_cannot_be_used_names_its_file(string part, string instead, string message)
    {
        var source = PlugInSource.Of("Wrong", "plugged-wrong");
        Assert.Contains(part, source, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "Wrong.cs"), source.Replace(part, instead, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        using var strategies = new PlugInStrategies(
            Options.Create(new PlugInOptions { Folder = _folder }), NullLogger<PlugInStrategies>.Instance, null!);

        var refused = await Assert.ThrowsAsync<PlugInException>(() => strategies.StartingAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith(Path.Combine(_folder, "Wrong.cs"), refused.Message, StringComparison.Ordinal);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.False(StrategyCatalog.TryGet("plugged-wrong", out _));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
