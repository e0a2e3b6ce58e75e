using System.Security.Cryptography;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Trad.Backtesting.Strategies;
using Trad.Candles;
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
    public void Read_of_a_strategy_whose_static_field_fails_says_what_failed()
    {
        Write("Broken.cs", PlugInSource.Of(
            "Broken", "broken", constructor: "static readonly int Length = int.Parse(\"twelve\"); static Broken() { }"));

        Assert.EndsWith(
            "cannot be made: The input string 'twelve' was not in a correct format.",
            Assert.Throws<PlugInException>(() => PlugInFolder.Read(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_of_a_class_with_a_type_parameter_makes_no_strategy_of_it()
    {
        Write("Base.cs", PlugInSource.Of("Base<T>", "base").Replace("\"Base<T>\"", "\"Base\"", StringComparison.Ordinal));

        Assert.Contains(
            "Base.cs has no strategy", Assert.Throws<PlugInException>(() => PlugInFolder.Read(_folder)).Message, StringComparison.Ordinal);
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
    public void Hash_of_an_assembly_is_another_when_one_that_it_refers_to_is_another_and_stays_when_a_stranger_changes()
    {
        Compile("Inner", "public static class Inner { public static double Share => 0.5; }");
        Compile("Outer", "public static class Outer { public static double Share => Inner.Share; }", "Inner");
        Compile(
            "Follower", PlugInSource.Of("Follower", "follower").Replace("\"Follows the average.\"", "$\"Follows {Outer.Share}.\"", StringComparison.Ordinal),
            "Outer");
        Compile("Stranger", "public static class Stranger { public static double Share => 0.5; }");
        var first = Assert.Single(PlugInFolder.Read(_folder));

        Compile("Stranger", "public static class Stranger { public static double Share => 0.7; }");
        Assert.Equal(first.Hash, Assert.Single(PlugInFolder.Read(_folder)).Hash);

        Compile("Inner", "public static class Inner { public static double Share => 0.7; }");
        var second = Assert.Single(PlugInFolder.Read(_folder));
        Assert.NotEqual(first.Hash, second.Hash);
        Assert.Equal(("Follows 0.5.", "Follows 0.7."), (first.Strategy.Description, second.Strategy.Description));
    }

    [Fact]
    public void Hash_of_a_file_without_companions_is_that_of_the_file()
    {
        Write("Second.cs", PlugInSource.Of("Second", "second"));

        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, "Second.cs")))),
            Assert.Single(PlugInFolder.Read(_folder)).Hash);
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

    private void Compile(string name, string source, params string[] references)
    {
        const string Usings = "using System; using System.Collections.Generic; using Trad.Backtesting.Indicators; "
            + "using Trad.Backtesting.Simulation; using Trad.Backtesting.Strategies;\n";
        var own = new[] { typeof(IStrategy).Assembly, typeof(CandleSeries).Assembly }.Select(assembly => assembly.Location);
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compiled = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(Usings + source, cancellationToken: TestContext.Current.CancellationToken)],
            platform.Concat(own).Concat(references.Select(reference => Path.Combine(_folder, $"{reference}.dll"))).Distinct()
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(
                Path.Combine(_folder, $"{name}.dll"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(compiled.Success, string.Join("; ", compiled.Diagnostics));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
