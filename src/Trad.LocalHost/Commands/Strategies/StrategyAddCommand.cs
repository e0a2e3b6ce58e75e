using System.CommandLine;
using Trad.Backtesting.Strategies.Rules;
using Trad.Functions.Strategies;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies add</c>: keeps a document of rules, as a new strategy or as the next version of one.</summary>
internal sealed class StrategyAddCommand : AnswerCommand<OwnStrategyDescription>
{
    private readonly Argument<FileInfo?> _file = new("file")
    {
        Description = "The document, JSON.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string?> _example = new("--example")
    {
        Description = $"One of the documented examples instead of a file. One of: {string.Join(", ", RuleExamples.All.Keys)}.",
        HelpName = "name",
    };

    public StrategyAddCommand()
        : base("add", "Keep a strategy of rules, or its next version, from a file.")
    {
        Add(_file);
        AddOptions([_example]);
        Validators.Add(command =>
        {
            if ((command.GetResult(_file)?.Tokens.Count > 0) == (command.GetResult(_example) is { Implicit: false }))
            {
                command.AddError("Give either a file or --example.");
            }
        });
    }

    /// <inheritdoc/>
    protected override async Task<OwnStrategyDescription> AskAsync(
        ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var strategies = session.Client.Strategies;
        var document = parsed.GetValue(_file) is { } file
            ? await RuleFile.ReadAsync(file, cancellationToken)
            : await ExampleAsync(parsed.GetValue(_example)!, session, cancellationToken);
        return RuleFile.FindName(document) is { Length: > 0 } name
            && await strategies.FindTaggedAsync(name, null, cancellationToken) is ({ Document: not null }, var tag)
            ? await strategies.ReplaceAsync(name, document, cancellationToken, tag)
            : await strategies.AddAsync(document, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Show(OwnStrategyDescription kept)
    {
        Console.WriteLine($"{kept.Strategy.Name}@{kept.Strategy.Version}: {kept.Strategy.Title}. Train it with 'train --strategy {kept.Strategy.Name}'.");
        foreach (var warning in kept.Warnings ?? [])
        {
            Console.WriteLine($"  warning: {warning}");
        }
    }

    /// <summary>The document of an example.</summary>
    /// <exception cref="StartException">There is none of the name.</exception>
    internal static async Task<string> ExampleAsync(string name, HostSession session, CancellationToken cancellationToken)
    {
        var examples = await session.Client.Strategies.ListExamplesAsync(cancellationToken);
        var names = examples.Select(example => example.Name).ToList();
        var nearest = NearestName.Suggestion(name, names);
        return examples.FirstOrDefault(example => example.Name == name)?.Document ?? throw new StartException(
            $"There is no example '{name}'; there are {string.Join(", ", names)}{(nearest.Length == 0 ? "." : nearest)}");
    }
}
