using System.Text.RegularExpressions;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Strategies;

/// <summary>What holds for every strategy of the catalog.</summary>
public sealed class StrategyInvariantsTests
{
    private const string FractionOfPrice = "fraction of ";

    public static TheoryData<string> Strategies => [.. StrategyCatalog.All.Select(strategy => strategy.Name)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Signals_prices_times_a_power_of_two_stay_the_same(string name)
    {
        const double Factor = 16;
        Sample(name, (strategy, parameters, candles) =>
        {
            var before = Signals(strategy, StrategyParameters.Create(strategy, parameters), candles);
            var after = Signals(strategy, StrategyParameters.Create(strategy, parameters), RandomMarket.Scale(candles, Factor));

            Assert.Equal(
                before.Select(signal => (signal.Direction, signal.Stop * Factor, signal.Target * Factor)),
                after.Select(signal => (signal.Direction, signal.Stop, signal.Target)));
            return before.Count(signal => signal.Direction != 0);
        });
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Signals_mirrored_prices_swap_long_and_short(string name)
    {
        // A fraction of a price has no mirror image, but around a million the fractions of a price and of its mirror image are
        // the same to a millionth. The market is moved there, and fractions of prices are made as much smaller.
        const double Centre = 1 << 20;
        var (same, all) = (0, 0);
        Sample(name, (strategy, parameters, candles) =>
        {
            var values = parameters.ToDictionary(
                value => value.Key,
                value => IsFraction(strategy, value.Key) ? value.Value * 100 / Centre : value.Value);
            if (values.ContainsKey("mirror_short"))
            {
                values["mirror_short"] = 1;
            }

            if (values.TryGetValue("oversold", out var oversold))
            {
                values["overbought"] = 100 - oversold;
            }

            var moved = Moved(candles, price => Centre + Grid(price - 100));
            var mirrored = Moved(candles, price => Centre - Grid(price - 100));
            var before = Signals(strategy, StrategyParameters.Create(strategy, values), moved);
            var after = Signals(strategy, StrategyParameters.Create(strategy, values), mirrored);

            var (swapped, signalled) = (0, 0);
            for (var t = 0; t < before.Count; t++)
            {
                signalled += before[t].Direction != 0 || after[t].Direction != 0 ? 1 : 0;
                swapped += before[t].Direction != 0 && before[t].Direction == -after[t].Direction ? 1 : 0;
            }

            all += signalled;
            same += swapped;
            foreach (var (signal, mirror) in before.Zip(after).Where(
                pair => pair.First.Direction * pair.Second.Direction < 0 && !double.IsNaN(pair.First.Stop)))
            {
                Assert.Equal(Centre - signal.Stop, mirror.Stop - Centre, 1e-4);
            }

            return before.Count(signal => signal.Direction != 0);
        });

        Assert.True(same == all, $"{same} of {all} signals were swapped");
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Declaration_stands_in_one_file_and_is_sound(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));

        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", strategy.Name);
        Assert.All([strategy.Title, strategy.Description], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.Equal(strategy.Parameters.Count, strategy.Parameters.Select(parameter => parameter.Name).Distinct().Count());
        Assert.All(strategy.Parameters, parameter =>
        {
            Assert.Matches("^[a-z0-9]+(_[a-z0-9]+)*$", parameter.Name);
            Assert.All(
                [parameter.Title, parameter.Description, parameter.Unit, parameter.Allowed],
                text => Assert.False(string.IsNullOrWhiteSpace(text)));
            Assert.All(Searched(parameter), value => Assert.True(parameter.Allows(value), $"{parameter.Name} does not allow {value}"));
            if (parameter is ChoiceStrategyParameter or FlagStrategyParameter)
            {
                Assert.Contains(parameter.Default, Searched(parameter));
            }
            else
            {
                Assert.InRange(parameter.Default, Searched(parameter).Min(), Searched(parameter).Max());
                Assert.True(
                    !parameter.IsWhole || double.IsInteger(parameter.Default), $"{parameter.Name} is {parameter.Default} by default");
            }

            // What is on or off says so: no number stands for it.
            Assert.True(
                parameter is FlagStrategyParameter
                    || !(parameter.Highest <= 1 && parameter.IsWhole) && Searched(parameter).Any(value => value is not (0 or 1)),
                $"{parameter.Name} is a flag that takes numbers");
        });
        Assert.True(strategy.WarmUp(StrategyParameters.Defaults(strategy)) > 0);

        // Nothing else knows the type: its file alone brings it into the list, the search space and the schema.
        var type = strategy.GetType().Name;
        var source = ProjectTree.PathTo("src");
        var mentions = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Any(line =>
                !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Regex.IsMatch(line, $@"\b{type}\b")))
            .Select(Path.GetFileName);
        Assert.Equal([$"{type}.cs"], mentions);
    }

    private static double[] Searched(StrategyParameter parameter) => parameter switch
    {
        ContinuousStrategyParameter range => [range.Low, range.High],
        IntegerStrategyParameter range => [range.Low, range.High],
        ChoiceStrategyParameter choice => [.. choice.Choices],
        FlagStrategyParameter flag => flag.IsSearched ? [0, 1] : [flag.Default],
        _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter, null),
    };

    private static bool IsFraction(IStrategy strategy, string parameter) =>
        strategy.Parameters.First(known => known.Name == parameter).Unit.StartsWith(FractionOfPrice, StringComparison.Ordinal);

    private static double Grid(double price) => Math.Round(price * 1024) / 1024;

    private static CandleSeries Moved(CandleSeries candles, Func<double, double> move) =>
        CandleSeries.From(candles.Interval, [.. Enumerable.Range(0, candles.Count).Select(i => candles[i]).Select(candle => candle with
        {
            Open = move(candle.Open),
            High = Math.Max(move(candle.High), move(candle.Low)),
            Low = Math.Min(move(candle.High), move(candle.Low)),
            Close = move(candle.Close),
        })]);

    // Parameters come from the whole search, until enough was signalled for the comparison to mean something.
    private static void Sample(string name, Func<IStrategy, Dictionary<string, double>, CandleSeries, int> compare)
    {
        const int Enough = 10;
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var signalled = 0;
        for (var seed = 0; seed < 400 && (seed < 5 || signalled < Enough); seed++)
        {
            var random = new Random(seed);
            var values = strategy.Parameters.ToDictionary(parameter => parameter.Name, parameter =>
            {
                var searched = Searched(parameter);
                return parameter switch
                {
                    ContinuousStrategyParameter => searched[0] + (0.4 * random.NextDouble() * (searched[1] - searched[0])),
                    IntegerStrategyParameter => random.Next((int)searched[0], (int)(searched[0] + searched[1]) / 2),
                    _ => searched[random.Next(searched.Length)],
                };
            });
            signalled += compare(strategy, values, RandomMarket.Make(seed, 1000));
        }

        Assert.True(signalled >= Enough, $"only {signalled} signals were compared");
    }

    private static List<(sbyte Direction, double Stop, double Target)> Signals(
        IStrategy strategy, StrategyParameters parameters, CandleSeries candles)
    {
        var buffer = new SignalBuffer();
        buffer.Reset(candles.Count);
        strategy.GenerateSignals(new IndicatorCache(candles), parameters, buffer);
        return [.. Enumerable.Range(0, candles.Count).Select(t =>
            buffer.Direction[t] == 0 ? default : (buffer.Direction[t], buffer.Stop[t], buffer.Target[t]))];
    }
}
