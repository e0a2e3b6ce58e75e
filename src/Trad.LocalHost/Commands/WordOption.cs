using System.CommandLine;
using Trad.Candles;
using Trad.Training;

namespace Trad.LocalHost.Commands;

/// <summary>Options that take one of some words, as requests and answers write them; the help lists the words.</summary>
internal static class WordOption
{
    /// <summary>What the help of an option for a candle interval ends with.</summary>
    public static string Intervals { get; } = $"One of: {Interval.KnownCodes} (1M is a calendar month, 1m a minute).";

    /// <summary>An option for a value of an enumeration, in whatever case.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it does, without the words.</param>
    public static Option<T?> Create<T>(string name, string description)
        where T : struct, Enum
    {
        var option = new Option<T?>(name)
        {
            Description = $"{description} One of: {EnumNames.Known<T>()}.",
            HelpName = "word",
            CustomParser = argument =>
            {
                var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
                if (EnumNames.TryParse<T>(text.ToLowerInvariant(), out var value))
                {
                    return value;
                }

                argument.AddError($"{name} cannot be '{text}'; allowed is one of {EnumNames.Known<T>()}.");
                return null;
            },
        };

        // The parser completes the names of the enumeration, which nobody writes.
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. Enum.GetValues<T>().Select(EnumNames.Format)]);
        return option;
    }
}
