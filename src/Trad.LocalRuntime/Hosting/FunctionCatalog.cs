using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Trad.LocalRuntime.Hosting;

/// <summary>Every function of an app; what cannot be bound is found when the catalog is made.</summary>
internal sealed class FunctionCatalog
{
    private readonly Dictionary<string, OrchestratorFunction> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ActivityFunction> _activities = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HttpFunction> _http = [];
    private readonly List<TimerFunction> _timers = [];
    private readonly List<FunctionDescription> _all = [];
    private readonly List<FunctionMethod> _methods;

    /// <exception cref="FunctionBindingException">A function cannot be bound, or two have one name or route.</exception>
    public FunctionCatalog(IEnumerable<Type> types)
    {
        _methods = types
            .SelectMany(
                type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(method => new FunctionMethod(method))
            .ToList();
        if (_methods.GroupBy(
            method => method.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new FunctionBindingException(
                $"Two functions are named '{twice.Key}': {string.Join(" and ", twice.Select(method => method.Place))}.");
        }

        foreach (var method in _methods)
        {
            _all.Add(Add(method));
        }

        foreach (var sameShape in _http.GroupBy(function => function.Shape))
        {
            RefuseCollision([.. sameShape]);
        }
    }

    public IReadOnlyList<FunctionDescription> All => _all;

    public IReadOnlyList<HttpFunction> Http => _http;

    public IReadOnlyList<TimerFunction> Timers => _timers;

    public OrchestratorFunction? FindOrchestrator(string name) => _orchestrators.GetValueOrDefault(name);

    public ActivityFunction? FindActivity(string name) => _activities.GetValueOrDefault(name);

    /// <summary>Checks that the services which the functions' classes ask for are there.</summary>
    /// <exception cref="FunctionBindingException">One is missing.</exception>
    public void EnsureServices(IServiceProviderIsService services)
    {
        foreach (var method in _methods)
        {
            method.EnsureServices(services);
        }
    }

    private static void RefuseCollision(IReadOnlyList<HttpFunction> sameShape)
    {
        for (var i = 0; i < sameShape.Count; i++)
        {
            for (var j = i + 1; j < sameShape.Count; j++)
            {
                var (one, other) = (sameShape[i], sameShape[j]);
                if (one.Methods.Count == 0 || other.Methods.Count == 0 || one.Methods.Intersect(other.Methods).Any())
                {
                    throw new FunctionBindingException(
                        $"The functions '{one.Name}' and '{other.Name}' answer the same route: '{one.Route}' and '{other.Route}'.");
                }
            }
        }
    }

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
            var http = new HttpFunction(method);
            _http.Add(http);
            return new FunctionDescription(method.Name, "httpTrigger", http.Methods, http.Route);
        }

        var timer = new TimerFunction(method);
        _timers.Add(timer);
        return new FunctionDescription(method.Name, "timerTrigger", [], timer.Schedule);
    }
}
