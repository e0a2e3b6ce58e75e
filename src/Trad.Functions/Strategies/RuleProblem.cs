using System.Text.Json.Serialization;
using Trad.Backtesting.Strategies.Rules;

namespace Trad.Functions.Strategies;

/// <summary>Something wrong with a document of rules, and where.</summary>
/// <param name="Field">The field, for example <c>long</c>, <c>stop.short</c> or <c>parameters[2].low</c>.</param>
/// <param name="Line">
/// The line, from 1, within the expression; of a document that is no JSON, within the document. Absent when the field is no expression.
/// </param>
/// <param name="Column">The column within the line, from 1; absent likewise.</param>
/// <param name="Message">What is wrong, what is allowed, and the nearest that is known.</param>
public sealed record RuleProblem(string Field, int? Line, int? Column, string Message)
{
    /// <summary>The place within the expression and what is wrong, in one line.</summary>
    [JsonIgnore]
    public string Text => Line is null ? Message : $"line {Line}, column {Column}: {Message}";

    /// <summary>The line of the field within the document, from 1; absent when the document is without it.</summary>
    public int? DocumentLine { get; init; }

    /// <summary>The column of the field's name within that line, from 1; absent likewise.</summary>
    public int? DocumentColumn { get; init; }

    /// <summary>The problem of a fault.</summary>
    public static RuleProblem FromFault(RuleFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new(fault.Field, fault.Line, fault.Column, fault.Message)
        {
            DocumentLine = fault.InDocument?.Line,
            DocumentColumn = fault.InDocument?.Column,
        };
    }
}
