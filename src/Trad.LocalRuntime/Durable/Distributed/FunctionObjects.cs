using DurableTask.Core;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>Gives Durable Task's dispatchers an object for each function they ask for by name.</summary>
internal sealed class FunctionObjects<T>(Func<string, T> create) : INameVersionObjectManager<T>
{
    public void Add(ObjectCreator<T> creator) =>
        throw new NotSupportedException($"{nameof(Add)}: functions are found in the app's assembly.");

    public T GetObject(string name, string? version) => create(name);
}
