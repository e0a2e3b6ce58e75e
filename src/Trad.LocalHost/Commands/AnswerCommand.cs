using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary>A command that asks a host for something and prints the answer, for people or as JSON.</summary>
/// <typeparam name="T">The answer.</typeparam>
internal abstract class AnswerCommand<T> : HostCommand
{
    private readonly JsonOption _json;

    /// <summary>A command.</summary>
    /// <param name="name">What is typed.</param>
    /// <param name="description">What it does, for its help.</param>
    /// <param name="json">What <c>--json</c> prints, for the help.</param>
    protected AnswerCommand(string name, string description, string json = "Print JSON.")
        : base(name, description) =>
        _json = new() { Description = json };

    /// <inheritdoc/>
    protected sealed override void AddOptions(params IEnumerable<Option> options) => base.AddOptions([.. options, _json]);

    /// <summary>Asks the host.</summary>
    protected abstract Task<T> AskAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken);

    /// <summary>Prints the answer for people.</summary>
    protected abstract void Show(T answer);

    /// <summary>Whether programs read the answer.</summary>
    protected bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <inheritdoc/>
    protected sealed override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(parsed, session, cancellationToken);
        if (IsJson(parsed))
        {
            JsonOption.Print(answer);
        }
        else
        {
            Show(answer);
        }

        return 0;
    }
}
