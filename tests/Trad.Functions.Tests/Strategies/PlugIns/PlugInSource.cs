namespace Trad.Functions.Tests.Strategies.PlugIns;

/// <summary>C# files with a strategy: buys when the close rises above its average, sells when it falls below.</summary>
internal static class PlugInSource
{
    /// <summary>The file.</summary>
    /// <param name="className">Its class.</param>
    /// <param name="name">The strategy's name.</param>
    /// <param name="constructor">A constructor; none for the usual one.</param>
    /// <param name="ahead">How many candles it looks ahead.</param>
    public static string Of(string className, string name, string constructor = "", int ahead = 0) => $$"""
        public sealed class {{className}} : IStrategy
        {
            {{constructor}}
            public string Name => "{{name}}";
            public string Title => "{{className}}";
            public string Description => "Follows the average.";
            public IReadOnlyList<StrategyParameter> Parameters { get; } =
                [new IntegerStrategyParameter("length", "Length", "Length of the average.", "candles", 20, 5, 60)];
            public int WarmUp(StrategyParameters parameters) => parameters.WholeNumber("length") + 1;
            public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
            {
                var average = indicators.Get(new("own average", parameters.WholeNumber("length")), static (cache, key, column) =>
                {
                    var close = cache.Candles.Close;
                    var length = key.Length;
                    for (var t = 0; t < column.Length; t++)
                    {
                        var sum = 0.0;
                        for (var i = t - length + 1; i <= t && t >= length - 1; i++)
                        {
                            sum += close[Math.Min(i + {{ahead}}, close.Length - 1)];
                        }

                        column[t] = t >= length - 1 ? sum / length : double.NaN;
                    }
                });
                var candles = indicators.Candles.Close;
                for (var t = 1; t < candles.Length; t++)
                {
                    var (before, now) = (candles[t - 1] - average[t - 1], candles[t] - average[t]);
                    if (before <= 0 && now > 0)
                    {
                        signals.Set(t, 1, double.NaN, double.NaN);
                    }
                    else if (before >= 0 && now < 0)
                    {
                        signals.Set(t, -1, double.NaN, double.NaN);
                    }
                }
            }
        }
        """;
}
