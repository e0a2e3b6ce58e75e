using System.Text.RegularExpressions;
using Trad.Testing;

namespace Trad.Training.Tests;

/// <summary>The folders of Trad.Training stand in an order, and each knows only those before it.</summary>
public sealed partial class RoomOrderTests
{
    private static readonly string[] Order = ["Strategies", "Requests", "Data", "Trials", "Validation", "Jobs", "Assets"];

    private static string Source => ProjectTree.PathTo("src", "Trad.Training");

    [Fact]
    public void Folders_use_only_the_folders_before_them()
    {
        var wrong = Order.SelectMany(
            (folder, place) => Directory.EnumerateFiles(Path.Combine(Source, folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(
                file => KnownBy(file).Where(
                    known => Array.IndexOf(Order, known) > place).Select(known => $"{folder}/{Path.GetFileName(file)} uses {known}")));

        Assert.Equal([], wrong);
    }

    [Fact]
    public void Every_folder_with_uses_of_others_has_a_place_in_the_order()
    {
        string[] build = ["bin", "obj"];
        var without = Directory.EnumerateDirectories(Source).Select(folder => Path.GetFileName(folder)!).Except(Order).Except(build)
            .Where(folder => Directory.EnumerateFiles(Path.Combine(Source, folder), "*.cs").SelectMany(KnownBy).Any());

        Assert.Equal([], without);
    }

    // A type of another folder needs a using, or the folder before its name: namespaces are folders.
    private static IEnumerable<string> KnownBy(string file) =>
        File.ReadLines(file).SelectMany(line => Folder().Matches(line)).Select(match => match.Groups[1].Value).Where(Order.Contains);

    [GeneratedRegex(
        @"^using Trad\.Training\.(\w+)|(?<=^[^/""]*)(?<![\w.])(?:Trad\.)?(?:Training\.)?(Strategies|Requests|Data|Trials|Validation|Jobs|Assets)(?=\.[A-Z]\w+)(?![^""]*"")")]
    private static partial Regex Folder();
}
