using Trad.LocalRuntime.Hosting;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Binding;

/// <summary>What is wrong with a function is said before anything starts, with the function's name.</summary>
public sealed class BadFunctionTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(typeof(BadFunctions.OneName), "Same", "OneName.One and OneName.Other")]
    [InlineData(typeof(BadFunctions.OneRoute), "'First' and 'Second'", "'things/{id}' and 'Things/{name}'")]
    [InlineData(typeof(BadFunctions.AnyMethod), "'Any' and 'Get'", "same route")]
    [InlineData(typeof(BadFunctions.RouteTemplate), "'Broken'", "'things/{id'")]
    [InlineData(typeof(BadFunctions.HttpParameter), "'Asking'", "'log' of type ILogger")]
    [InlineData(typeof(BadFunctions.RouteValue), "'Asking'", "'id' of type Stream")]
    [InlineData(typeof(BadFunctions.Schedule), "'Ticking'", "'every minute', which is not an NCRONTAB expression of six fields")]
    [InlineData(typeof(BadFunctions.FiveFields), "'Ticking'", "six fields")]
    [InlineData(typeof(BadFunctions.MissingSetting), "'Ticking'", "'NoSuchSetting', which is missing")]
    [InlineData(typeof(BadFunctions.TimerParameter), "'Ticking'", "'number' of type Int32")]
    [InlineData(typeof(BadFunctions.OrchestratorParameter), "'Orchestrating'", "'log' cannot be bound")]
    [InlineData(typeof(BadFunctions.OrchestratorContext), "'Orchestrating'", "not a TaskOrchestrationContext")]
    [InlineData(typeof(BadFunctions.ActivityParameter), "'Working'", "'log' of type ILogger")]
    [InlineData(typeof(BadFunctions.NoTrigger), "'Lonely'", "no trigger")]
    [InlineData(typeof(BadFunctions.TwoTriggers), "'Torn'", "more than one trigger")]
    [InlineData(typeof(BadFunctions.Name), "'not a name'", "letters, digits")]
    [InlineData(typeof(BadFunctions.MissingService), "'Working'", "IComparer`1 ('comparer' of its constructor)")]
    public void Mistake_is_named_with_its_function(Type functions, string function, string problem)
    {
        var hub = new TestHub(azurite);

        var refused = Assert.Throws<FunctionBindingException>(() => hub.Build(functions));

        Assert.Contains(function, refused.Message, StringComparison.Ordinal);
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }
}
