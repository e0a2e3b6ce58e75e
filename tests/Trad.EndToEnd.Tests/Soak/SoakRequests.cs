using Trad.EndToEnd.Tests.Hosting;
using Trad.Training.Requests;

namespace Trad.EndToEnd.Tests.Soak;

/// <summary>Trainings of every kind, drawn at random.</summary>
internal static class SoakRequests
{
    /// <summary>The second symbol of trainings over several.</summary>
    public const string OtherSymbol = "ETHUSDT";

    public static TrainingRequest Draw(Random random, int number)
    {
        // Fits cost more than backtests: trainings with a model are short.
        var isBayesian = random.Next(5) < 2;
        var request = ServingHost.Request(number, random.Next(1, isBayesian ? 33 : 121), random.Next(1, 9)) with
        {
            Optimizer = isBayesian ? "bayesian" : "random",
            Priority = random.Next(3) == 0 ? random.Next(-10, 11) : null,
            HoldOut = random.Next(4) == 0 ? 0 : null,
        };
        return random.Next(8) switch
        {
            0 or 1 => request with { Symbol = null, Symbols = ["BTCUSDT", OtherSymbol], SymbolAggregation = SymbolAggregation.Mean },
            2 => request with { Pruning = TrialPruning.SuccessiveHalving },
            3 => request with { Objective = null, Objectives = ["sharpe", "total-return"] },
            _ => request,
        };
    }
}
