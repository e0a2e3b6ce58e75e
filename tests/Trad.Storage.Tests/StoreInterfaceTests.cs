using System.Reflection;
using System.Xml.Linq;
using Trad.Storage.Candles;

namespace Trad.Storage.Tests;

/// <summary>What the interfaces of the stores tell those who call them.</summary>
public sealed class StoreInterfaceTests
{
    private const string Unavailable = "T:Trad.Candles.Stores.StorageUnavailableException";

    /// <summary>Every interface of the product that a type of the storage implements.</summary>
    public static TheoryData<Type> Interfaces =>
    [
        .. typeof(BlobCandleStore).Assembly.GetTypes().SelectMany(type => type.GetInterfaces())
            .Where(each => each is { IsPublic: true, IsGenericType: false } && each.Namespace!.StartsWith("Trad.", StringComparison.Ordinal))
            .Distinct().OrderBy(each => each.FullName, StringComparer.Ordinal),
    ];

    [Fact]
    public void Stores_of_jobs_assets_and_candles_are_among_the_interfaces() => Assert.Superset(
        new HashSet<string>(
            ["IJobStore", "IJobJournal", "IJobFeed", "IJobBacklog", "IAssetStore", "IStrategyStore", "ICandleStore", "ICandleHistory"]),
        Interfaces.Select(row => row.Data.Name).ToHashSet());

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void Member_of_a_store_that_asks_the_storage_tells_that_it_may_not_answer(Type store)
    {
        var described = XDocument.Load(Path.ChangeExtension(store.Assembly.Location, ".xml")).Descendants("member")
            .ToLookup(member => member.Attribute("name")!.Value.Split('(')[0]);

        // Whatever asks the storage is asynchronous.
        foreach (var method in store.GetMethods().Where(method => method.GetParameters().Any(IsToken) || Returns(method, typeof(Task)))
            .GroupBy(method => method.Name))
        {
            var members = described[$"M:{store.FullName}.{method.Key}"].ToList();

            Assert.Equal(method.Count(), members.Count);
            Assert.All(members, member => Assert.Contains(
                Unavailable, member.Elements("exception").Select(exception => exception.Attribute("cref")!.Value)));
        }
    }

    private static bool IsToken(ParameterInfo parameter) => parameter.ParameterType == typeof(CancellationToken);

    private static bool Returns(MethodInfo method, Type type) => type.IsAssignableFrom(method.ReturnType);
}
