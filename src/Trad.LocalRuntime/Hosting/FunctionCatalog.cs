using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Trad.LocalRuntime.Hosting;

/// <summary>Every function of an app; what cannot be bound is found when the catalog is made.</summary>
internal sealed class FunctionCatalog
{
    private readonly Dictionary<string, OrchestratorFunction> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ActivityFunction> _activities = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HttpFunction> _http = [];
    private readonly List<TimerFunction> _timers = [];
    private readonly List<FunctionDescription> _all = [];

    /// <exception cref="FunctionBindingException">A function cannot be bound, or two have one name or route.</exception>
    public FunctionCatalog(IEnumerable<Assembly> assemblies)
    {
        var methods = assemblies
            .SelectMany(assembly => assembly.GetExportedTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(method => new FunctionMethod(method))
            .ToList();
        if (methods.GroupBy(method => method.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new FunctionBindingException(
                $"Two functions are named '{twice.Key}': {string.Join(" and ", twice.Select(method => method.Place))}.");
        }

        foreach (var method in methods)
        {
            _all.Add(Add(method));
        }

        if (_http.SelectMany(function => function.Endpoints.Select(endpoint => (endpoint, function.Name)))
            .GroupBy(route => route.endpoint, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } collision)
        {
            throw new FunctionBindingException(
                $"The functions {string.Join(" and ", collision.Select(route => $"'{route.Name}'"))} answer the same route, {collision.Key}.");
        }
    }

    public IReadOnlyList<FunctionDescription> All => _all;

    public IReadOnlyList<HttpFunction> Http => _http;

    public IReadOnlyList<TimerFunction> Timers => _timers;

    public OrchestratorFunction? FindOrchestrator(string name) => _orchestrators.GetValueOrDefault(name);

    public ActivityFunction? FindActivity(string name) => _activities.GetValueOrDefault(name);

    private FunctionDescription Add(FunctionMethod method)
    {
        if (method.Find<OrchestrationTriggerAttribute>() is not null)
        {
            _orchestrators.Add(method.Name, new OrchestratorFunction(method));
            return new FunctionDescription(method.Name, "orchestrationTrigger", [], null);
        }

        if (method.Find<ActivityTriggerAttribute>() is not null)
        {
            _activities.Add(method.Name, new ActivityFunction(method));
            return new FunctionDescription(method.Name, "activityTrigger", [], null);
        }

        if (method.Find<HttpTriggerAttribute>() is not null)
        {
            var function = new HttpFunction(method);
            _http.Add(function);
            return new FunctionDescription(method.Name, "httpTrigger", function.Methods, function.Route);
        }

        if (method.Find<TimerTriggerAttribute>() is not null)
        {
            var function = new TimerFunction(method);
            _timers.Add(function);
            return new FunctionDescription(method.Name, "timerTrigger", [], function.Schedule);
        }

        throw new FunctionBindingException($"The function '{method.Name}' ({method.Place}) has no trigger among its parameters.");
    }
}
