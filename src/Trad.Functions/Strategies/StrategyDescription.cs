using System.Text.Json.Nodes;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Training.Strategies;

namespace Trad.Functions.Strategies;

/// <summary>A strategy and what can be asked of it.</summary>
/// <param name="Name">The name in requests.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Description">What it does.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Orders">Rules between parameters.</param>
/// <param name="WarmUp">Candles before the first signal, at the default parameters.</param>
/// <param name="Schema">JSON schema (2020-12) of one set of parameter values.</param>
public sealed record StrategyDescription(
    string Name,
    string Title,
    string Description,
    IReadOnlyList<ParameterDescription> Parameters,
    IReadOnlyList<ParameterOrder> Orders,
    int WarmUp,
    JsonObject Schema)
{
    /// <summary>Whether it comes with Trad, or somebody wrote it.</summary>
    public StrategyKind Kind { get; init; } = StrategyKind.BuiltIn;

    /// <summary>The version of a strategy of one's own; absent for a built-in one.</summary>
    public int? Version { get; init; }

    /// <summary>SHA-256 of the version's document, or of the files of a plug-in, hexadecimal; absent for a built-in one.</summary>
    public string? Hash { get; init; }

    /// <summary>When the version was kept; absent for all others.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>
    /// The newest version of a kept strategy of the same name, which trainings do not get while this one is there; absent when there is
    /// none.
    /// </summary>
    public int? HiddenVersion { get; init; }

    /// <summary>The description of a version of a strategy of one's own.</summary>
    /// <exception cref="RuleException">This version of Trad cannot carry it out.</exception>
    public static StrategyDescription FromVersion(StrategyVersion version) => FromStrategy(PinnedStrategies.Resolve(version.Pin())) with
    {
        Kind = StrategyKind.Own,
        Version = version.Version,
        Hash = version.Hash,
        CreatedAt = version.CreatedAt,
    };

    /// <summary>The description of a strategy.</summary>
    public static StrategyDescription FromStrategy(IStrategy strategy) => new(
        strategy.Name,
        strategy.Title,
        strategy.Description,
        [.. strategy.Parameters.Select(ParameterDescription.FromParameter)],
        strategy.Orders,
        strategy.WarmUp(StrategyParameters.Defaults(strategy)),
        ParameterSchema.Create(strategy))
    {
        Kind = StrategyCatalog.IsBuiltIn(strategy) ? StrategyKind.BuiltIn : StrategyKind.PlugIn,
        Hash = StrategyCatalog.HashOf(strategy),
    };
}

/// <summary>A way to choose parameters.</summary>
/// <param name="Name">The name in requests.</param>
/// <param name="Description">What it does.</param>
public sealed record OptimizerDescription(string Name, string Description);
