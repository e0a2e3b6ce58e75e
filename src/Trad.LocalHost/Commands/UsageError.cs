using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;

namespace Trad.LocalHost.Commands;

/// <summary>Says in one line what is wrong with a command line.</summary>
internal static class UsageError
{
    /// <summary>What a command line that cannot be understood ends with, as shells and POSIX tools do.</summary>
    public const int ExitCode = 2;

    /// <summary>The first thing that is wrong, and where help is; null when nothing is.</summary>
    public static string? Find(ParseResult parsed) =>
        (parsed.Errors.Count > 0 ? Describe(parsed.Errors[0]) : FindFileWithoutName(parsed.CommandResult)) is { } wrong
            ? $"error: {wrong} See {string.Join(' ', Path(parsed.CommandResult))} --help."
            : null;

    private const string AllowedFile = "the path of a file";

    // The parser finds that out only when somebody asks for the value.
    private static string? FindFileWithoutName(CommandResult command) => command.Children.Select(child => child switch
    {
        OptionResult { Tokens: [{ Value: "" }], Option: var option } when IsFile(option.ValueType) => option.Name,
        ArgumentResult { Tokens: [{ Value: "" }], Argument: var argument } when IsFile(argument.ValueType) => argument.Name,
        _ => null,
    }).FirstOrDefault(name => name is not null) is { } named ? $"{named} cannot be ''; allowed is {AllowedFile}." : null;

    private static bool IsFile(Type type) => type == typeof(FileInfo);

    // The parser names the .NET type that a value is not; people are told what to write.
    private static string Describe(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens: [var token], Option: var option } when IsConversion(error) =>
            $"{option.Name} cannot be '{token.Value}'; allowed is {Allowed(option.ValueType)}.",
        ArgumentResult { Tokens: [var token], Argument: var argument } when IsConversion(error) =>
            $"{argument.Name} cannot be '{token.Value}'; allowed is {Allowed(argument.ValueType)}.",
        ArgumentResult { Tokens: [var token], Argument: var argument } when error.Message.Contains('\n', StringComparison.Ordinal) =>
            $"{argument.Name} cannot be '{token.Value}'; allowed is one of {string.Join(", ", Listed(error.Message))}.",
        _ => error.Message.TrimEnd('.', '\n') + ".",
    };

    // The parser lists the words that there are below each other, in quotation marks.
    private static IEnumerable<string> Listed(string message) => message.Split('\n').Skip(1).Select(word => word.Trim().Trim('\'', '.'));

    private static bool IsConversion(ParseError error) => error.Message.Contains("as expected type", StringComparison.Ordinal);

    private static string Allowed(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } words => $"one of {string.Join(", ", Enum.GetNames(words).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}",
        var number when number == typeof(int) || number == typeof(long) => "a whole number",
        var number when number == typeof(double) => "a number",
        var flag when flag == typeof(bool) => "true or false",
        var file when IsFile(file) => AllowedFile,
        _ => "another value",
    };

    private static IEnumerable<string> Path(CommandResult command) =>
        command.Parent is CommandResult parent ? [.. Path(parent), command.Command.Name] : [command.Command.Name];
}
