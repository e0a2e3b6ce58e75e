using System.CommandLine;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Trad.Functions;
using Trad.LocalHost.Commands;

namespace Trad.LocalHost.Tests.Commands;

/// <summary>Everything that can be done over HTTP can be done on the command line.</summary>
public sealed class OperationCommandTests
{
    // What only a browser or a program needs, and what every command does by itself.
    private static readonly string[] NotForPeople = ["GetOpenApi", "GetSession", "OpenSession", "CloseSession", "StreamAllEvents"];

    private static readonly Dictionary<string, string> Commands = new(StringComparer.Ordinal)
    {
        ["AddStrategy"] = "strategies add rules.json",
        ["CancelBackfill"] = "backfill cancel 1",
        ["CancelTraining"] = "jobs cancel 1",
        ["ChangeAsset"] = "assets change 1 --notes x",
        ["CheckRules"] = "strategies check rules.json",
        ["CheckStrategy"] = "strategies check macd-trend",
        ["CleanUpJobs"] = "jobs cleanup",
        ["CloneTraining"] = "jobs clone 1",
        ["CompareAssets"] = "assets compare 1 2",
        ["DeleteAsset"] = "assets delete 1",
        ["DeleteBackfill"] = "backfill delete 1",
        ["DeleteStrategy"] = "strategies remove my-cross@2",
        ["DeleteTrainingJob"] = "jobs delete 1",
        ["DropCandles"] = "candles delete --month 2025-01",
        ["ExportAsset"] = "assets export 1",
        ["GetAsset"] = "assets show 1",
        ["GetAssetEquity"] = "assets equity 1",
        ["GetAssetIndicators"] = "assets indicators 1",
        ["GetAssetReport"] = "assets report 1",
        ["GetBackfill"] = "backfill show 1",
        ["GetBestTrial"] = "jobs best 1",
        ["GetCandles"] = "candles export",
        ["GetCoverage"] = "candles coverage",
        ["GetHealth"] = "system",
        ["GetInsight"] = "jobs insight 1",
        ["GetOrchestration"] = "system show 1",
        ["GetOrchestrationHistory"] = "system history 1",
        ["GetRuleSchema"] = "strategies schema",
        ["GetStrategy"] = "strategies show my-cross@2",
        ["GetSymbol"] = "exchanges symbol binance BTCUSDT",
        ["GetSystem"] = "system",
        ["GetTrial"] = "jobs trial 1 0",
        ["GetTrainingJob"] = "jobs show 1",
        ["ImportCandles"] = "import file.csv",
        ["ListAssetMonths"] = "assets months 1",
        ["ListAssetTrades"] = "assets trades 1",
        ["ListAssets"] = "assets list",
        ["ListBackfills"] = "backfill list",
        ["ListCandleRuns"] = "candles imports",
        ["ListExchanges"] = "exchanges",
        ["ListLogs"] = "jobs logs 1",
        ["ListMetrics"] = "metrics",
        ["ListOptimizers"] = "optimizers",
        ["ListOrchestrations"] = "system orchestrations",
        ["ListRuleExamples"] = "strategies examples",
        ["ListRuleFunctions"] = "strategies functions",
        ["ListStrategies"] = "strategies list",
        ["ListTrainingJobs"] = "jobs list",
        ["ListTrials"] = "jobs trials 1",
        ["PublishTrial"] = "jobs publish 1 0",
        ["PurgeOrchestration"] = "system purge 1",
        ["ReplaceStrategy"] = "strategies add rules.json",
        ["RepairCandles"] = "backfill --repair",
        ["RestartOrchestration"] = "system restart 1",
        ["RestoreAsset"] = "assets restore 0123456789abcdef0123456789abcdef",
        ["ResumeOrchestration"] = "system resume 1 --reason seen",
        ["ResumeTraining"] = "jobs resume 1",
        ["StartBackfill"] = "backfill --exchange binance",
        ["StartRevalidation"] = "assets revalidate 1",
        ["StartTraining"] = "train --trials 5",
        ["StreamJobEvents"] = "jobs follow 1",
        ["SuspendOrchestration"] = "system suspend 1",
        ["TerminateOrchestration"] = "system terminate 1",
        ["UndoCandleRun"] = "candles undo 1",
    };

    [Fact]
    public void Every_operation_over_http_has_a_command()
    {
        var operations = typeof(TradServices).Assembly.GetExportedTypes()
            .SelectMany(
                type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)) && method.GetParameters().Any(
                parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route?.StartsWith(
                    "api/", StringComparison.Ordinal) == true))
            .Select(method => method.Name)
            .Where(name => name != "Refuse").ToList();

        Assert.Equal([], operations.Except(NotForPeople).Except(Commands.Keys));
        Assert.Equal([], Commands.Keys.Except(operations));
    }

    [Fact]
    public void Commands_of_operations_are_such_as_the_command_line_takes()
    {
        var root = TradCommandLine.MakeRoot();

        Assert.Equal(
            [],
            Commands.Values.Where(
                command => root.Parse(command.Split(' ')) is var parsed
                    && (parsed.Errors.Count > 0 || parsed.CommandResult.Command == root)));
    }

    [Fact]
    public void Options_of_a_range_mean_the_same_at_every_command()
    {
        var described = AllOptions(TradCommandLine.MakeRoot())
            .Where(option => option.Name is "--from" or "--to" or "--days" or "--lookback-days")
            .ToList();

        Assert.True(described.Count >= 12, $"only {described.Count} options of a range were found");
        Assert.All(described, option => Assert.StartsWith(
            option.Name switch
            {
                "--from" => RangeOptions.FromMeaning,
                "--to" => RangeOptions.ToMeaning,
                _ => RangeOptions.DaysMeaning,
            },
            option.Description,
            StringComparison.Ordinal));
    }

    private static IEnumerable<Option> AllOptions(Command command) =>
        command.Options.Concat(command.Subcommands.SelectMany(AllOptions));
}
