using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Trad.Backtesting.Strategies;

/// <summary>
/// The strategies that can be asked for: every one of this assembly, where adding one means adding one file, and those that were
/// registered.
/// </summary>
public static class StrategyCatalog
{
    private static readonly Lock Changing = new();
    private static readonly ConditionalWeakTable<IStrategy, string> Hashes = [];

    private static IReadOnlyList<IStrategy> _all =
    [
        .. typeof(StrategyCatalog).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IStrategy))
                && type.GetConstructor(Type.EmptyTypes) is not null)
            .Select(type => (IStrategy)Activator.CreateInstance(type)!)
            .OrderBy(strategy => strategy.Name, StringComparer.Ordinal),
    ];

    /// <summary>All strategies in the order of their names.</summary>
    public static IReadOnlyList<IStrategy> All => Volatile.Read(ref _all);

    /// <summary>The names, comma separated, for messages.</summary>
    public static string Names => string.Join(", ", All.Select(strategy => strategy.Name));

    /// <summary>Finds a strategy by its name.</summary>
    public static bool TryGet(string? name, [NotNullWhen(true)] out IStrategy? strategy)
    {
        strategy = All.FirstOrDefault(candidate => candidate.Name == name);
        return strategy is not null;
    }

    /// <summary>Whether a strategy comes with Trad.</summary>
    public static bool IsBuiltIn(IStrategy strategy) => strategy.GetType().Assembly == typeof(StrategyCatalog).Assembly;

    /// <summary>The hash of the code that a registered strategy was made of; null when none was told, as for those of Trad.</summary>
    public static string? HashOf(IStrategy strategy) => Hashes.TryGetValue(strategy, out var hash) ? hash : null;

    /// <summary>Adds a strategy from elsewhere, for the whole process.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="hash">Tells the code that it was made of from any other; null when nobody asks.</param>
    /// <returns>Takes it out again when disposed.</returns>
    /// <exception cref="ArgumentException">There is a strategy of its name already.</exception>
    public static IDisposable Register(IStrategy strategy, string? hash = null)
    {
        lock (Changing)
        {
            if (TryGet(strategy.Name, out _))
            {
                throw new ArgumentException($"There is a strategy '{strategy.Name}' already.", nameof(strategy));
            }

            if (hash is not null)
            {
                Hashes.AddOrUpdate(strategy, hash);
            }

            Volatile.Write(ref _all, [.. All.Append(strategy).OrderBy(known => known.Name, StringComparer.Ordinal)]);
        }

        return new Registration(strategy);
    }

    private sealed class Registration(IStrategy strategy) : IDisposable
    {
        public void Dispose()
        {
            lock (Changing)
            {
                Volatile.Write(ref _all, [.. All.Where(known => known != strategy)]);
            }
        }
    }
}
