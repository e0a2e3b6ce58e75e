using System.Text.Json;
using Trad.Backtesting.Strategies.Rules;

namespace Trad.Training.Strategies;

/// <summary>Keeps documents as strategies, each change as a version of its own.</summary>
/// <param name="strategies">Where they are kept.</param>
/// <param name="clock">Tells the moment.</param>
public sealed class StrategyKeeping(IStrategyStore strategies, TimeProvider clock)
{
    /// <summary>Most strategies of one's own.</summary>
    public const int MostStrategies = 200;

    /// <summary>Most versions of a strategy that are kept at a time.</summary>
    public const int MostVersions = 1000;

    // A job's record holds the text within JSON, and a record has room for a mebibyte.
    private const int LongestWritten = 128 * 1024;

    /// <summary>The strategy of a document that can be kept.</summary>
    /// <param name="text">The document.</param>
    /// <exception cref="RuleException">It cannot be used; the faults have field, line and column.</exception>
    public static RuleStrategy Read(string text)
    {
        var strategy = RuleStrategy.Parse(text);
        if (Unreadable(strategy).ToList() is { Count: > 0 } faults)
        {
            throw new RuleException(RulePlaces.Add(text, faults));
        }

        var written = JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length;
        return written <= LongestWritten
            ? strategy
            : throw new RuleException(
                [new("document", null, null, $"has {written} characters once its quotes and foreign letters are written out; allowed are {LongestWritten}")]);
    }

    // Others read it in terminals and pages.
    private static IEnumerable<RuleFault> Unreadable(RuleStrategy strategy) =>
        strategy.Parameters.Index()
            .SelectMany(each => new[]
            {
                (Field: $"parameters[{each.Index}].title", Text: each.Item.Title, IsMultiline: false),
                (Field: $"parameters[{each.Index}].description", Text: each.Item.Description, IsMultiline: true),
                (Field: $"parameters[{each.Index}].unit", Text: each.Item.Unit, IsMultiline: false),
            })
            .Prepend((Field: "description", Text: strategy.Description, IsMultiline: true))
            .Prepend((Field: "title", Text: strategy.Title, IsMultiline: false))
            .Select(each => (each.Field, Fault: ReadableText.FindFault(each.Text, each.IsMultiline)))
            .Where(each => each.Fault is not null)
            .Select(each => new RuleFault(each.Field, null, null, each.Fault!));

    /// <summary>Keeps a new strategy; null when there is one of its name.</summary>
    /// <exception cref="TrainingException">There are too many.</exception>
    public async Task<OwnStrategy?> AddAsync(RuleStrategy strategy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        if ((await strategies.ReadAllAsync(cancellationToken)).Strategies.Count >= MostStrategies)
        {
            throw new TrainingException($"{MostStrategies} strategies are kept, which is the most; remove one first.");
        }

        var isTaken = false;
        var kept = await strategies.AddVersionAsync(
            strategy.Name,
            present =>
            {
                isTaken = present is not null;
                return isTaken ? null : Draft(strategy);
            },
            cancellationToken);
        return isTaken ? null : kept;
    }

    /// <summary>
    /// Keeps a document as the next version of its strategy; nothing changes when it is the newest version already. Null when there is no
    /// such strategy.
    /// </summary>
    /// <param name="strategy">The document.</param>
    /// <param name="applies">Whether it is kept, given the strategy as it is.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TrainingException">There are too many versions.</exception>
    public Task<OwnStrategy?> ReplaceAsync(RuleStrategy strategy, Predicate<OwnStrategy> applies, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(applies);
        return strategies.AddVersionAsync(
            strategy.Name,
            present => present is null || !applies(present) || present.Newest.Hash == strategy.Hash ? null
                : present.Versions < MostVersions ? Draft(strategy)
                : throw new TrainingException($"'{strategy.Name}' has {MostVersions} versions, which is the most; remove some first."),
            cancellationToken);
    }

    private StrategyDraft Draft(RuleStrategy strategy) => new(strategy.Hash, strategy.Text, clock.GetUtcNow());
}
