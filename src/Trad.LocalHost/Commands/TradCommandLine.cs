using System.CommandLine;
using System.Net;
using Trad.Candles.Stores;
using Trad.LocalHost.Client;
using Trad.LocalHost.Commands.Assets;
using Trad.LocalHost.Commands.Backfills;
using Trad.LocalHost.Commands.Catalogs;
using Trad.LocalHost.Commands.Jobs;
using Trad.LocalHost.Commands.StoredCandles;
using Trad.LocalHost.Commands.Strategies;
using Trad.LocalHost.Commands.Training;
using Trad.LocalHost.Hosting;
using Trad.LocalRuntime.Emulator;

namespace Trad.LocalHost.Commands;

/// <summary>
/// The command line: <c>serve</c> (the default), <c>worker</c>, <c>demo</c>, <c>import</c>, <c>backfill</c>, <c>candles</c>,
/// <c>train</c>, <c>jobs</c>, <c>assets</c>, <c>strategies</c>, <c>metrics</c>, <c>optimizers</c>, <c>exchanges</c>,
/// <c>system</c> and <c>completion</c>.
/// </summary>
public static class TradCommandLine
{
    /// <summary>
    /// Carries out a command line and returns the exit code: 0, 1 after one line that says what went wrong, 2 after one that says
    /// what is wrong with the command line, or that of the signal which ended it.
    /// </summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = MakeRoot().Parse(arguments);
        if (UsageError.Find(parsed) is { } wrong)
        {
            await Console.Error.WriteLineAsync(wrong);
            return UsageError.ExitCode;
        }

        using var interruption = new Interruption();
        try
        {
            return await parsed.InvokeAsync(MakeInvocation(), interruption.Token);
        }
        catch (TradApiException refused) when (refused.Status == HttpStatusCode.Unauthorized)
        {
            await Console.Error.WriteLineAsync(
                $"error: {refused.Message} trad takes the key from Trad__Access__Key, or from the file of Trad__Access__KeyFile or --key-file.");
            return 1;
        }
        catch (TradApiException refused)
        {
            await Console.Error.WriteLineAsync($"error: {RefusalText.Describe(refused, parsed)}");
            return 1;
        }
        catch (Exception expected) when (expected is StartException or EmulatorException or CandleStoreException)
        {
            await Console.Error.WriteLineAsync($"error: {expected.Message}");
            return 1;
        }
        catch (HttpRequestException unreachable)
        {
            await Console.Error.WriteLineAsync($"error: the host cannot be reached: {unreachable.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            return interruption.ExitCode;
        }
    }

    /// <summary>How a command is carried out.</summary>
    internal static InvocationConfiguration MakeInvocation() => new()
    {
        EnableDefaultExceptionHandler = false,

        // The library would end the process in the middle of its stop after a time; our own signals do not.
        ProcessTerminationTimeout = null,
    };

    /// <summary>Every command with its options.</summary>
    internal static RootCommand MakeRoot()
    {
        var root = new RootCommand("Trad trains trading strategies on candle data. Without a command it serves.");
        var serve = new ServeCommand();
        root.Add(serve);
        root.Add(new WorkerCommand());
        root.Add(new DemoCommand());
        root.Add(new ImportCommand());
        root.Add(new BackfillCommand());
        root.Add(new CandlesCommand());
        root.Add(new TrainCommand());
        root.Add(new JobsCommand());
        root.Add(new AssetsCommand());
        root.Add(new StrategiesCommand());
        root.Add(CatalogCommands.Metrics());
        root.Add(CatalogCommands.Optimizers());
        root.Add(CatalogCommands.Exchanges());
        root.Add(new SystemCommand());
        root.Add(new CompletionCommand());
        serve.AlsoRunAs(root);
        return root;
    }
}
