using System.Globalization;
using System.Text;
using Trad.Backtesting.Strategies.Rules.Binding;

namespace Trad.Backtesting.Strategies.Rules;

/// <summary>A column or function of the rule language, as its documentation tells it.</summary>
/// <param name="Group">The group that it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Signature">Name and arguments.</param>
/// <param name="IsCondition">Whether it gives true or false rather than a number.</param>
/// <param name="Formula">What it gives.</param>
/// <param name="Source">Where it is from; empty for what needs none.</param>
public sealed record RuleReference(string Group, string Name, string Signature, bool IsCondition, string Formula, string Source)
{
    /// <summary>Every column and function.</summary>
    public static IReadOnlyList<RuleReference> All { get; } =
    [
        .. RuleFunctions.All.Select(function => new RuleReference(
            function.Group, function.Name, function.Signature, function.IsCondition, function.Formula, function.Source)),
    ];

    /// <summary>All of it as tables in Markdown, a group each.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder();
        foreach (var group in All.GroupBy(entry => entry.Group))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {group.Key}\n| | gives | source |\n|---|---|---|\n");
            foreach (var entry in group)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{entry.Signature}` | {(entry.IsCondition ? "Condition. " : "")}{entry.Formula} | {entry.Source} |\n");
            }
        }

        return text.ToString();
    }
}
