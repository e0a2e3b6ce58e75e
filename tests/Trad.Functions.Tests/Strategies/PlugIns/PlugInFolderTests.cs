using Trad.Backtesting.Strategies;
using Trad.Functions.Strategies.PlugIns;

namespace Trad.Functions.Tests.Strategies.PlugIns;

/// <summary>What a folder of strategies in C# may hold, and what is said of what it may not.</summary>
public sealed class PlugInFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trad-strategies-").FullName;

    [Fact]
    public void Read_makes_the_strategies_of_files_and_of_assemblies()
    {
        Write("Second.cs", PlugInSource.Of("Second", "second"));
        var elsewhere = Path.Combine(Directory.CreateTempSubdirectory("trad-strategies-").FullName, "First.cs");
        File.WriteAllText(elsewhere, PlugInSource.Of("First", "first"));
        File.WriteAllBytes(Path.Combine(_folder, "First.dll"), PlugInCompiler.Compile(elsewhere, File.ReadAllBytes(elsewhere)));
        Write("notes.txt", "not a strategy");

        var found = PlugInFolder.Read(_folder);

        Assert.Equal(["second", "first"], found.Select(each => each.Strategy.Name));
        Assert.Equal(["Second.cs", "First.dll"], found.Select(each => Path.GetFileName(each.Path)));
        Assert.All(found, each => Assert.IsType<IStrategy>(each.Strategy, exactMatch: false));
    }

    [Theory]
    [InlineData("public sealed class Broken\n{\n    public string Name => 5;\n}", "Broken.cs line 3, column 27: Cannot implicitly")]
    [InlineData("public sealed class Broken {", "Broken.cs line 1, column 29: } expected")]
    [InlineData("public sealed class Nothing { }", "has no strategy: wanted is a public class that is an IStrategy")]
    [InlineData("", "has no strategy")]
    public void Read_of_what_is_no_strategy_names_file_and_place(string source, string message)
    {
        Write("Broken.cs", source);

        var refused = Assert.Throws<PlugInException>(() => PlugInFolder.Read(_folder));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void Read_of_a_strategy_that_cannot_be_made_says_why()
    {
        Write("Broken.cs", PlugInSource.Of("Broken", "broken", constructor: "public Broken() => throw new InvalidOperationException(\"no luck\");"));

        Assert.EndsWith("cannot be made: no luck", Assert.Throws<PlugInException>(() => PlugInFolder.Read(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_of_an_assembly_that_is_none_says_so()
    {
        Write("broken.dll", "MZ, but no more");

        Assert.Contains(
            "broken.dll is no assembly of .NET", Assert.Throws<PlugInException>(() => PlugInFolder.Read(_folder)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Read_of_an_empty_folder_says_what_is_wanted() =>
        Assert.StartsWith("No strategy is in", Assert.Throws<PlugInException>(() => PlugInFolder.Read(_folder)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_of_a_folder_that_is_not_there_says_so() =>
        Assert.EndsWith(
            "is not there.", Assert.Throws<PlugInException>(() => PlugInFolder.Read(Path.Combine(_folder, "none"))).Message,
            StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
