using System.Reflection;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Contract;

/// <summary>
/// The stand-in declares nothing that the real packages do not have, so what compiles here compiles there. Members that
/// it lacks are none of its business: using one is a compile error, which is better than a surprise.
/// </summary>
public sealed class ContractTests
{
    private static readonly string[] Namespaces = ["Microsoft.Azure.Functions.Worker", "Microsoft.DurableTask", "DurableTask.Core"];

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Listed = SignatureList.Read();

    public static TheoryData<Type> DeclaredTypes => [.. typeof(LocalFunctionsHost).Assembly.GetExportedTypes()
        .Where(type => Namespaces.Any(name => type.Namespace!.StartsWith(name, StringComparison.Ordinal)))];

    [Theory]
    [MemberData(nameof(DeclaredTypes))]
    public void Type_is_declared_as_the_real_one_is(Type type)
    {
        var real = Assert.Contains(type.FullName!, Listed)[0];

        Assert.Equal(WithoutBindingBase(real), DeclaredType.Header(type));
    }

    [Theory]
    [MemberData(nameof(DeclaredTypes))]
    public void Every_member_stands_exactly_so_in_the_real_type(Type type)
    {
        var real = Listed[type.FullName!];

        Assert.All(DeclaredType.Members(type), member => Assert.Contains(member, real));
    }

    [Fact]
    public void Contract_is_found_by_the_tests() => Assert.InRange(DeclaredTypes.Count, 30, 60);

    [Fact]
    public void Dump_of_the_tests_is_the_shared_one()
    {
        var shared = File.ReadAllText(SharedData.Require("functions-api.md"));

        Assert.EndsWith(File.ReadAllText(SignatureList.DumpFile), shared, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(Microsoft.Azure.Functions.Worker.FunctionAttribute), AttributeTargets.Method)]
    [InlineData(typeof(Microsoft.Azure.Functions.Worker.HttpTriggerAttribute), AttributeTargets.Parameter)]
    [InlineData(typeof(Microsoft.Azure.Functions.Worker.TimerTriggerAttribute), AttributeTargets.Parameter)]
    [InlineData(typeof(Microsoft.Azure.Functions.Worker.OrchestrationTriggerAttribute), AttributeTargets.Parameter)]
    [InlineData(typeof(Microsoft.Azure.Functions.Worker.ActivityTriggerAttribute), AttributeTargets.Parameter)]
    [InlineData(typeof(Microsoft.Azure.Functions.Worker.DurableClientAttribute), AttributeTargets.Parameter)]
    public void Attribute_goes_where_the_real_one_goes(Type attribute, AttributeTargets targets) =>
        Assert.Equal(targets, attribute.GetCustomAttribute<AttributeUsageAttribute>()!.ValidOn);

    // The real attributes derive from classes that only the worker's own metadata generator looks at.
    private static string WithoutBindingBase(string header) => header
        .Replace(" : TriggerBindingAttribute", " : Attribute", StringComparison.Ordinal)
        .Replace(" : InputBindingAttribute", " : Attribute", StringComparison.Ordinal);
}
