using System.CommandLine;
using System.Text.Json.Nodes;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Strategies;

/// <summary><c>strategies schema</c>: the JSON schema of documents of rules, for editors.</summary>
internal sealed class StrategySchemaCommand : HostCommand
{
    public StrategySchemaCommand()
        : base("schema", "Print the JSON schema of documents of rules, for editors.") => AddOptions([]);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, HostSession session, CancellationToken cancellationToken)
    {
        JsonOption.Print<JsonObject>(await session.Client.Strategies.GetSchemaAsync(cancellationToken));
        return 0;
    }
}
