using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;

namespace Trad.LocalHost.Commands.Orchestrations;

/// <summary><c>system history</c>: what happened to an orchestration.</summary>
internal sealed class OrchestrationHistoryCommand : HostCommand
{
    // What a line of a terminal has room for; JSON is for programs.
    private const int ShownPayload = 60;
    private const int WholePayload = 100_000;

    private readonly InstanceArgument _instance = new();
    private readonly JsonOption _json = new() { Description = "Print JSON, with inputs and results in full." };

    public OrchestrationHistoryCommand()
        : base("history", "Show what happened to an orchestration since it last began anew.")
    {
        Add(_instance);
        AddOptions([_json]);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        var isJson = parsed.GetValue(_json);
        var history = await session.Client.Orchestrations.GetHistoryAsync(
            parsed.GetValue(_instance)!, isJson ? WholePayload : ShownPayload, cancellationToken);
        if (isJson)
        {
            JsonOption.Print(history);
        }
        else
        {
            OrchestrationDisplay.Show(Console.Out, history);
        }

        return 0;
    }
}
